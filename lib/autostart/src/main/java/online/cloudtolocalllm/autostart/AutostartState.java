package online.cloudtolocalllm.autostart;

/** Whether the daemon is started when its user logs in. */
public sealed interface AutostartState {

    /**
     * It is.
     *
     * @param by what starts it, in words, such as "the entry ~/.config/autostart/cloudtolocalllm.desktop"
     */
    record On(String by) implements AutostartState {}

    /** It is not. */
    record Off() implements AutostartState {}

    /**
     * It cannot be told or changed here.
     *
     * @param why in words, with what to do about it
     */
    record Unavailable(String why) implements AutostartState {}
}
