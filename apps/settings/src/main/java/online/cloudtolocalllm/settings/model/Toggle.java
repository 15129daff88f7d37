package online.cloudtolocalllm.settings.model;

/**
 * A switch as it is shown.
 *
 * @param on whether it is on
 * @param usable whether it can be switched now
 * @param note why it cannot, what went wrong, or what does it; empty for nothing
 * @param problem whether the note tells what went wrong
 */
public record Toggle(boolean on, boolean usable, String note, boolean problem) {

    /** Not known yet, or the daemon is away. */
    public static final Toggle UNKNOWN = new Toggle(false, false, "");

    /** One with which nothing is wrong. */
    public Toggle(boolean on, boolean usable, String note) {
        this(on, usable, note, false);
    }

    /** One with which something went wrong. */
    static Toggle troubled(boolean on, boolean usable, String note) {
        return new Toggle(on, usable, note, true);
    }
}
