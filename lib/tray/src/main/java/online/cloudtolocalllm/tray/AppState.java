package online.cloudtolocalllm.tray;

/** Whether a window of the product runs. */
public enum AppState {
    /** It cannot be started here: it is not part of this installation. */
    ABSENT,
    /** It does not run. */
    STOPPED,
    /** It was started and has not reported yet. */
    STARTING,
    /** It runs, and can be shown, hidden and ended. */
    RUNNING
}
