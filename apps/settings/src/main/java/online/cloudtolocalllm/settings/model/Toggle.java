package online.cloudtolocalllm.settings.model;

/**
 * A switch as it is shown.
 *
 * @param on whether it is on
 * @param usable whether it can be switched now
 * @param note why it cannot, what went wrong, or what does it; empty for nothing
 */
public record Toggle(boolean on, boolean usable, String note) {

    /** Not known yet, or the daemon is away. */
    public static final Toggle UNKNOWN = new Toggle(false, false, "");
}
