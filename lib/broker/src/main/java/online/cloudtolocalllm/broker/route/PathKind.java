package online.cloudtolocalllm.broker.route;

import java.util.Set;

/** What a request path asks for, as far as routing and repeating care. */
public enum PathKind {
    /** Asks a model; may be asked again elsewhere, because nothing is changed by it. */
    INFERENCE(true),
    /** Reads something. */
    READ(true),
    /** Changes the models of one Ollama: goes to this computer's unless a header names another, and is never repeated. */
    MANAGE(false),
    /** Unknown to this version; passed on, never repeated. */
    OTHER(false);

    private static final Set<String> ASKS_OLLAMA =
            Set.of("/api/chat", "/api/generate", "/api/embed", "/api/embeddings");
    private static final Set<String> READS_OLLAMA =
            Set.of("/", "/api/tags", "/api/ps", "/api/show", "/api/version", "/api/me");
    private static final Set<String> MANAGES_OLLAMA =
            Set.of("/api/pull", "/api/push", "/api/create", "/api/copy", "/api/delete", "/api/signout");

    private static final Set<String> ASKS_UNDER_V1 = Set.of(
            "/v1/chat/completions",
            "/v1/completions",
            "/v1/embeddings",
            "/v1/responses",
            "/v1/messages",
            "/v1/messages/count_tokens");

    private final boolean repeatable;

    PathKind(boolean repeatable) {
        this.repeatable = repeatable;
    }

    /** Whether a request that was sent and not answered may be sent to another connection. */
    public boolean repeatable() {
        return repeatable;
    }

    /** A path without the slash that may stand at its end: servers send such a request on to the path without it. */
    static String plain(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Whether this version knows that nothing but reading is done at this path, whatever body comes with it. */
    static boolean onlyReads(String path) {
        String plain = plain(path);
        return READS_OLLAMA.contains(plain) || plain.equals("/v1/models") || plain.startsWith("/v1/models/");
    }

    /** The kind of a request. */
    public static PathKind of(String method, String asked) {
        String path = plain(asked);
        if (MANAGES_OLLAMA.contains(path) || path.startsWith("/api/blobs/")) {
            return MANAGE;
        }
        boolean reading = method.equals("GET") || method.equals("HEAD");
        if (path.startsWith("/v1/")) {
            return reading ? READ : method.equals("POST") && ASKS_UNDER_V1.contains(path) ? INFERENCE : OTHER;
        }
        if (ASKS_OLLAMA.contains(path)) {
            return INFERENCE;
        }
        return reading || READS_OLLAMA.contains(path) ? READ : OTHER;
    }
}
