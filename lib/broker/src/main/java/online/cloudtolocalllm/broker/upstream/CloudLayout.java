package online.cloudtolocalllm.broker.upstream;

import java.util.List;
import java.util.Optional;

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

    static final String STATUS = "/api/proxy/status";
    private static final String VERSION = "/api/version";

    /** The path at the cloud for a path of Ollama's or OpenAI's interface. */
    public String path(String path) {
        return path.equals(VERSION) && this != APP_HOST ? STATUS : bridged(path);
    }

    /** The path at the cloud that goes through the bridge to the Ollama behind it. */
    public String bridged(String path) {
        return (this == BACKEND ? "/ollama" : "/api/ollama") + path;
    }

    /** The path of the version of the Ollama behind the bridge: small, and answered by nothing but a bridge. */
    String bridgedVersion() {
        return bridged(VERSION);
    }

    /**
     * The layout that the answers show; empty if they show none for certain, as when every one of them refuses the token.
     * Pure.
     *
     * @param status what {@link #STATUS} answers
     * @param underApi what the version under {@code /api/ollama} answers
     * @param underRoot what the version under {@code /ollama} answers
     */
    static Optional<CloudLayout> shownBy(Fetch.Result status, Fetch.Result underApi, Fetch.Result underRoot) {
        List<Fetch.Result> all = List.of(status, underApi, underRoot);
        if (all.stream().allMatch(CloudLayout::refusesToken)
                || all.stream().anyMatch(Fetch.Result.Failed.class::isInstance)) {
            return Optional.empty();
        }
        if (isInterface(underApi)) {
            return Optional.of(isInterface(status) ? DOCUMENTED : APP_HOST);
        }
        return isInterface(status) && isInterface(underRoot) ? Optional.of(BACKEND) : Optional.empty();
    }

    /** Whether a program answers there, rather than a web server that has no such path. */
    static boolean isInterface(Fetch.Result result) {
        return result instanceof Fetch.Result.Document document
                && document.status() != 404
                && document.status() != 405
                && document.json().isPresent();
    }

    private static boolean refusesToken(Fetch.Result result) {
        return result instanceof Fetch.Result.Document document
                && (document.status() == 401 || document.status() == 403);
    }
}
