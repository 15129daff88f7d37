package online.cloudtolocalllm.autostart;

/** Whether the daemon is started when its user logs in; off until somebody asks for it. Blocks on the disk. Thread-safe. */
public interface Autostart {

    /** How it is now. */
    AutostartState state();

    /** Turns it on or off, and says how it is then; what stood in the way is {@link AutostartState.Unavailable}. */
    AutostartState set(boolean on);
}
