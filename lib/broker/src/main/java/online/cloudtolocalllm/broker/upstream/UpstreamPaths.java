package online.cloudtolocalllm.broker.upstream;

import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** Where a path of Ollama's or OpenAI's API is found at each kind of connection. Pure. */
public final class UpstreamPaths {

    /** The target, as a client would send it, that lists what an Ollama holds in memory. */
    public static final RequestTarget LOADED = new RequestTarget("/api/ps", "");

    private UpstreamPaths() {}

    /**
     * The target to send to the connection for a target that a client sent.
     *
     * @param layouts how the clouds that are known keep their paths
     */
    public static String map(ConnectionSettings settings, CloudLayouts layouts, RequestTarget target) {
        String base = settings.origin().basePath();
        return switch (settings.kind()) {
            case LOCAL_OLLAMA, OLLAMA, DEMO -> base + target;
            case CLOUD_PROXY -> base + layouts.of(settings.origin()).path(target.path()) + target.query();
            case OPENAI -> (base.endsWith("/v1") ? base.substring(0, base.length() - 3) : base) + target;
        };
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
