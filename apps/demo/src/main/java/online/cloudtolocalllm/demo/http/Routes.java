package online.cloudtolocalllm.demo.http;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Which path leads to which endpoint. Immutable, thread-safe. */
public final class Routes {

    private final Map<String, Map<String, Endpoint>> exact;
    private final Map<String, Endpoint> below;

    private Routes(Map<String, Map<String, Endpoint>> exact, Map<String, Endpoint> below) {
        this.exact = Map.copyOf(exact);
        this.below = Map.copyOf(below);
    }

    /** A builder without routes. */
    public static Builder builder() {
        return new Builder();
    }

    /** The endpoint for the request, or one that says what is wrong with it. */
    Endpoint find(String method, String path) {
        Map<String, Endpoint> methods = exact.getOrDefault(path, Map.of());
        if (methods.isEmpty()) {
            methods = below.entrySet().stream()
                    .filter(route -> path.startsWith(route.getKey())
                            && path.length() > route.getKey().length())
                    .findFirst()
                    .map(route -> Map.of("GET", route.getValue()))
                    .orElse(Map.of());
        }
        if (methods.isEmpty()) {
            return (unknown, body) -> Reply.text(404, "404 page not found");
        }
        Endpoint found = methods.get(method.equals("HEAD") ? "GET" : method);
        if (found != null) {
            return found;
        }
        String allowed = String.join(", ", new TreeMap<>(methods).keySet());
        Map<String, String> headers = Map.of("Content-Type", "text/plain", "Allow", allowed);
        return (unknown, body) -> new Reply.Whole(405, headers, "405 method not allowed");
    }

    /** Collects routes. Not thread-safe. */
    public static final class Builder {

        private final Map<String, Map<String, Endpoint>> exact = new HashMap<>();
        private final Map<String, Endpoint> below = new HashMap<>();

        private Builder() {}

        /** Answers GET and HEAD on the path. */
        public Builder get(String path, Endpoint endpoint) {
            return on("GET", path, endpoint);
        }

        /** Answers POST on the path. */
        public Builder post(String path, Endpoint endpoint) {
            return on("POST", path, endpoint);
        }

        /** Answers one method on the path. */
        public Builder on(String method, String path, Endpoint endpoint) {
            exact.computeIfAbsent(path, unknown -> new HashMap<>()).put(method, endpoint);
            return this;
        }

        /** Answers GET and HEAD on every path that begins with the prefix and goes on behind it. */
        public Builder getBelow(String prefix, Endpoint endpoint) {
            below.put(prefix, endpoint);
            return this;
        }

        /** The routes collected so far. */
        public Routes build() {
            return new Routes(exact, below);
        }
    }
}
