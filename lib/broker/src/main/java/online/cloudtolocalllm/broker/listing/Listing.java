package online.cloudtolocalllm.broker.listing;

import java.util.Optional;
import online.cloudtolocalllm.broker.route.RequestTarget;

/** A question that the lists of all connections answer. */
sealed interface Listing {

    /** {@code /api/tags}: what can be asked through Ollama's API. */
    record Tags() implements Listing {}

    /** {@code /api/ps}: what is in memory. */
    record Loaded() implements Listing {}

    /** {@code /v1/models}: everything. */
    record Models() implements Listing {}

    /**
     * {@code /v1/models/NAME}: one of them.
     *
     * @param name not empty; may have slashes
     */
    record Model(String name) implements Listing {}

    /** What a request asks for; empty if it is none of these. */
    static Optional<Listing> of(String method, RequestTarget target) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Optional.empty();
        }
        return switch (target.path()) {
            case "/api/tags" -> Optional.of(new Tags());
            case "/api/ps" -> Optional.of(new Loaded());
            case "/v1/models" -> Optional.of(new Models());
            default -> model(target.decodedPath());
        };
    }

    private static Optional<Listing> model(String path) {
        String prefix = "/v1/models/";
        return path.startsWith(prefix) && path.length() > prefix.length()
                ? Optional.of(new Model(path.substring(prefix.length())))
                : Optional.empty();
    }
}
