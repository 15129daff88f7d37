package online.cloudtolocalllm.broker.route;

import java.util.Optional;

/** Where OpenAI's API has what Ollama's has. Pure. */
final class UnderV1 {

    private UnderV1() {}

    /** The path to ask instead of one of Ollama's; empty if OpenAI's API knows nothing like it. */
    static Optional<String> of(String path, String model) {
        return switch (PathKind.plain(path)) {
            case "/api/chat" -> Optional.of("/v1/chat/completions");
            case "/api/generate" -> Optional.of("/v1/completions");
            case "/api/embed", "/api/embeddings" -> Optional.of("/v1/embeddings");
            case "/api/show" -> Optional.of("/v1/models/" + model);
            case "/api/tags" -> Optional.of("/v1/models");
            default -> Optional.empty();
        };
    }
}
