package online.cloudtolocalllm.broker.upstream;

/**
 * Where a CloudToLocalLLM cloud keeps what. Its public deployment strips {@code /api/} at its app host, so that no base URL
 * there fits the documented paths.
 */
public enum CloudLayout {
    /** As documented: {@code /api/proxy/status}, and Ollama's paths under {@code /api/ollama}. */
    DOCUMENTED,
    /** The backend itself: {@code /api/proxy/status}, and Ollama's paths under {@code /ollama}. */
    BACKEND,
    /** Behind the app's web server: Ollama's paths under {@code /api/ollama}, and no status of its own. */
    APP_HOST;

    /** The path at the cloud for a path of Ollama's or OpenAI's interface. */
    public String path(String path) {
        return switch (this) {
            case DOCUMENTED, BACKEND -> path.equals("/api/version") ? "/api/proxy/status" : bridged(path);
            case APP_HOST -> bridged(path);
        };
    }

    /** The path at the cloud that goes through the bridge to the Ollama behind it. */
    public String bridged(String path) {
        return this == BACKEND ? "/ollama" + path : "/api/ollama" + path;
    }
}
