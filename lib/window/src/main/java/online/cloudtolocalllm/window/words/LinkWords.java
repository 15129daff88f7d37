package online.cloudtolocalllm.window.words;

import online.cloudtolocalllm.client.LinkState;

/**
 * How it stands with the daemon, for people.
 *
 * @param up whether the daemon can be asked
 * @param sentence what is so, if it cannot; empty if it can
 * @param startable whether starting the daemon would help
 */
public record LinkWords(boolean up, String sentence, boolean startable) {

    /**
     * That of this state, after this one: while it is tried again, what failed before is still so. Pure.
     *
     * @param before the words until now
     */
    public static LinkWords after(LinkWords before, LinkState state) {
        boolean again = state instanceof LinkState.Connecting(int attempt) && attempt > 1;
        return again && before.startable() ? before : of(state);
    }

    /** That of this state. Pure. */
    public static LinkWords of(LinkState state) {
        return switch (state) {
            case LinkState.Connected ignored -> new LinkWords(true, "", false);
            case LinkState.Connecting(int attempt) ->
                attempt <= 1
                        ? new LinkWords(false, "Connecting to the daemon …", false)
                        : new LinkWords(false, "The daemon is not running.", true);
            case LinkState.Starting ignored -> new LinkWords(false, "Starting the daemon …", false);
            case LinkState.Waiting waiting ->
                switch (waiting.why()) {
                    case online.cloudtolocalllm.client.DaemonException.NotRunning ignored ->
                        new LinkWords(false, "The daemon is not running.", true);
                    case online.cloudtolocalllm.client.DaemonException.StaleFiles ignored ->
                        new LinkWords(false, "The daemon is not running.", true);
                    case online.cloudtolocalllm.client.DaemonException.LinkLost ignored ->
                        new LinkWords(false, "The link to the daemon was lost.", true);
                    default ->
                        new LinkWords(
                                false,
                                Words.sentence(String.valueOf(waiting.why().getMessage())),
                                true);
                };
            case LinkState.Stopped ignored -> new LinkWords(false, "The daemon was stopped.", true);
            case LinkState.Closed ignored -> new LinkWords(false, "This window is closing.", false);
        };
    }
}
