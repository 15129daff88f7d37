package online.cloudtolocalllm.chat.model.standing;

import java.util.List;

/** What the daemon can do where no connection serves. Methods block, and belong on a virtual thread. Thread-safe. */
public interface Remedies {

    /** Looks for Ollama on this computer. */
    OllamaHere ollama();

    /**
     * Starts Ollama and waits until it listens or is known not to.
     *
     * @return what went wrong, as sentences; empty if nothing did
     */
    String startOllama();

    /**
     * Starts the demo.
     *
     * @return what went wrong, as sentences; empty if nothing did
     */
    String startDemo();

    /**
     * Has these connections asked again.
     *
     * @return what went wrong, as sentences; empty if nothing did
     */
    String resume(List<String> connections);
}
