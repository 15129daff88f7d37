package online.cloudtolocalllm.testkit.recorded;

/** The servers whose conversations were recorded. */
public enum RealServer {
    /** Ollama 0.17.4. */
    OLLAMA("ollama-0.17.4"),
    /** llama.cpp's server of October 2026. */
    LLAMA_CPP("llama.cpp-2026.10");

    private final String folder;

    RealServer(String folder) {
        this.folder = folder;
    }

    /** The folder of its recordings, below {@code wire}. */
    public String folder() {
        return folder;
    }
}
