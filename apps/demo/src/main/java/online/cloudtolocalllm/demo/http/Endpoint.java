package online.cloudtolocalllm.demo.http;

/** Answers the requests of one path. Thread-safe. */
@FunctionalInterface
public interface Endpoint {

    /**
     * The reply; may block as long as a model would think.
     *
     * @param path the path as Ollama knows it
     * @throws InterruptedException if the demo stops meanwhile
     */
    Reply answer(String path, Body body) throws InterruptedException;
}
