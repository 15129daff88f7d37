package online.cloudtolocalllm.daemon.ipc;

import java.util.Set;
import online.cloudtolocalllm.broker.route.RequestTarget;

/** The paths that stream their answer unless the request says {@code "stream": false}. Pure. */
final class StreamingPaths {

    private static final Set<String> PATHS =
            Set.of("/api/generate", "/api/chat", "/api/pull", "/api/push", "/api/create");

    private StreamingPaths() {}

    /** Whether a whole answer has to be asked for there. */
    static boolean contains(RequestTarget target) {
        return PATHS.contains(target.path());
    }
}
