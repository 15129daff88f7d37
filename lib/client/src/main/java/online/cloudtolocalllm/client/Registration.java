package online.cloudtolocalllm.client;

/** That somebody listens. Thread-safe. */
public interface Registration extends AutoCloseable {

    /** The listener is not called any more; a call that runs is not waited for. A second call does nothing. */
    @Override
    void close();
}
