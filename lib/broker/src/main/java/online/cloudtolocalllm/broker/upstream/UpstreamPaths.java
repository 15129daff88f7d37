package online.cloudtolocalllm.broker.upstream;

import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** Where a path of Ollama's or OpenAI's API is found at each kind of connection. Pure. */
public final class UpstreamPaths {

    private UpstreamPaths() {}

    /** The target to send to the connection for a target that a client sent. */
    public static String map(ConnectionSettings settings, RequestTarget target) {
        String base = settings.origin().basePath();
        return switch (settings.kind()) {
            case LOCAL_OLLAMA, OLLAMA, DEMO -> base + target;
            case CLOUD_PROXY -> base + cloudPath(target.path()) + target.query();
            case OPENAI -> (base.endsWith("/v1") ? base.substring(0, base.length() - 3) : base) + target;
        };
    }

    /** The CloudToLocalLLM cloud keeps Ollama's API under a prefix and its own status in the place of the version. */
    private static String cloudPath(String path) {
        return path.equals("/api/version") ? "/api/proxy/status" : "/api/ollama" + path;
    }

    /** The target, as a client would send it, whose answer shows that the connection is up. */
    public static RequestTarget probe(ConnectionKind kind) {
        return new RequestTarget(kind == ConnectionKind.OPENAI ? "/v1/models" : "/api/version", "");
    }

    /** The target, as a client would send it, that lists the connection's models. */
    public static RequestTarget models(ConnectionKind kind) {
        return new RequestTarget(kind == ConnectionKind.OPENAI ? "/v1/models" : "/api/tags", "");
    }
}
