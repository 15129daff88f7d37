package online.cloudtolocalllm.broker.route;

import online.cloudtolocalllm.broker.model.HostedModels;
import online.cloudtolocalllm.broker.model.ModelList;

/** Says in words which rule of privacy keeps a request from where it would go. Pure. */
final class PrivacyWords {

    private PrivacyWords() {}

    /** What to say where no connection is left. */
    static String noneLeft(Exclusion why, RouteRequest request, String names) {
        String wayOut =
                switch (why) {
                    case PRIVACY_OF_KEY -> "Ask with another key";
                    case PRIVACY_RULE -> "Change the setting privacy in daemon_config.json";
                    default -> "Ask without X-Privacy";
                };
        return who(why, request) + " allows none of the enabled connections (" + names + ")" + hosted(request) + ". "
                + wayOut + ", or enable a connection on this computer.";
    }

    /** What to say of a connection that was named. */
    static String forbidden(Exclusion why, RouteRequest request, String name) {
        return who(why, request) + " forbids the connection \"" + name + "\" that X-Connection names" + hosted(request)
                + ".";
    }

    /** What nobody would guess who asks a connection on this computer. */
    private static String hosted(RouteRequest request) {
        return request.model()
                .filter(model -> HostedModels.isHosted(ModelList.UNKNOWN, model))
                .map(model -> ": an Ollama passes requests for \"" + model + "\" on to ollama.com")
                .orElse("");
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
