package online.cloudtolocalllm.tray;

/** Shows notifications where there is a desktop for them. Its methods return at once and never throw. Thread-safe. */
public interface Notifier extends AutoCloseable {

    /** Shows this, if anybody can. */
    void show(Notice notice);

    /** Shows nothing more. */
    @Override
    void close();
}
