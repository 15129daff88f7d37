package online.cloudtolocalllm.daemon.ipc;

import java.util.Set;
import online.cloudtolocalllm.broker.route.RequestTarget;

/** The paths that can stream their answer. Pure. */
final class StreamingPaths {

    /** Ollama's: they stream unless the request says {@code "stream": false}. */
    private static final Set<String> UNASKED =
            Set.of("/api/generate", "/api/chat", "/api/pull", "/api/push", "/api/create");

    /** OpenAI's and Anthropic's: they stream if the request says {@code "stream": true}. */
    private static final Set<String> ASKED =
            Set.of("/v1/chat/completions", "/v1/completions", "/v1/messages", "/v1/responses");

    private StreamingPaths() {}

    /** Whether a whole answer has to be asked for there. */
    static boolean streamsUnasked(RequestTarget target) {
        return UNASKED.contains(target.path());
    }

    /** Whether a streamed answer can be asked for there. */
    static boolean canStream(RequestTarget target) {
        return UNASKED.contains(target.path()) || ASKED.contains(target.path());
    }
}
