package online.cloudtolocalllm.broker.route;

/** Says in words which rule of privacy keeps a request from where it would go. Pure. */
final class PrivacyWords {

    private PrivacyWords() {}

    /** What to say where no connection is left. */
    static String noneLeft(Exclusion why, RouteRequest request, String names) {
        String wayOut = switch (why) {
            case PRIVACY_OF_KEY -> "Ask with another key";
            case PRIVACY_RULE -> "Change the setting privacy in daemon_config.json";
            default -> "Ask without X-Privacy";
        };
        return who(why, request) + " allows none of the enabled connections (" + names + "). " + wayOut
                + ", or enable a connection on this computer.";
    }

    /** What to say of a connection that was named. */
    static String forbidden(Exclusion why, RouteRequest request, String name) {
        return who(why, request) + " forbids the connection \"" + name + "\" that X-Connection names.";
    }

    private static String who(Exclusion why, RouteRequest request) {
        return switch (why) {
            case PRIVACY_OF_KEY -> "The privacy rule of this program's gateway key";
            case PRIVACY_RULE ->
                request.model()
                        .map(model -> "The privacy rule in the daemon's settings for the model \"" + model + "\"")
                        .orElse(
                                request.hidesModel()
                                        ? "The strictest privacy rule in the daemon's settings, which counts where no"
                                                + " model can be read,"
                                        : "The privacy rule in the daemon's settings");
            default -> "X-Privacy";
        };
    }
}
