package online.cloudtolocalllm.daemon.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** The gateway's own pages, under {@code /_broker/}. Thread-safe. */
public final class GatewayPages {

    static final String PREFIX = "/_broker/";
    static final String JSON = "application/json; charset=utf-8";

    private final Map<String, Page> pages;

    /** One page. Thread-safe. */
    @FunctionalInterface
    public interface Page {

        /** Makes the answer; called on an event loop, so it must not block. */
        CompletionStage<Answer> answer(RequestTarget target);
    }

    /**
     * What a page says.
     *
     * @param status the HTTP status
     * @param contentType the value of the Content-Type field
     * @param body the whole of it
     */
    public record Answer(int status, String contentType, String body) {

        /** A document with status 200. */
        public static Answer of(JsonObject document) {
            return of(200, document);
        }

        /** A document with another status. */
        public static Answer of(int status, JsonObject document) {
            return new Answer(status, JSON, document.toJson() + "\n");
        }
    }

    /**
     * The pages.
     *
     * @param pages by what follows {@code /_broker/}
     */
    public GatewayPages(Map<String, Page> pages) {
        this.pages = new TreeMap<>(pages);
    }

    /** The page at a target; empty if there is none. */
    Optional<CompletionStage<Answer>> page(RequestTarget target) {
        Page page = pages.get(target.path().substring(PREFIX.length()));
        return page == null ? Optional.empty() : Optional.of(page.answer(target));
    }

    /** What to say where there is no page. */
    String missing(RequestTarget target) {
        return "There is no " + target.path() + ". There are " + PREFIX + String.join(", " + PREFIX, pages.keySet())
                + ".";
    }
}
