package online.cloudtolocalllm.daemon.ipc;

/** The outcome of {@code START_DEMO}. */
public sealed interface DemoStart {

    /**
     * The demo serves.
     *
     * @param address its base URL, such as {@code http://127.0.0.1:4711}
     */
    record Serving(String address) implements DemoStart {}

    /**
     * It could not be started.
     *
     * @param text what happened and what to do, for people
     * @param code the same as one stable word
     */
    record Failed(String text, String code) implements DemoStart {}
}
