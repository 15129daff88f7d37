package online.cloudtolocalllm.demo.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What is sent back. */
public sealed interface Reply {

    /**
     * An answer that is known whole.
     *
     * @param headers all but those that describe length and transfer
     * @param body the text, sent as UTF-8
     */
    record Whole(int status, Map<String, String> headers, String body) implements Reply {

        /** Copies the headers. */
        public Whole {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * A stream with status 200 whose head goes out with its first piece.
     *
     * @param type the content type
     * @param script produces the pieces
     */
    record Flow(String type, Script script) implements Reply {}

    /** Produces the pieces of a stream. */
    @FunctionalInterface
    interface Script {

        /**
         * Sends every piece; blocks until the last is sent.
         *
         * @throws IOException if the client left; the script ends there
         * @throws InterruptedException if the demo stops; the stream is then cut, not ended
         */
        void play(Sink sink) throws IOException, InterruptedException;
    }

    /** Takes the pieces of a stream. */
    @FunctionalInterface
    interface Sink {

        /**
         * Sends the text at once as one HTTP chunk; blocks while the client does not read.
         *
         * @throws IOException if the client left
         */
        void send(String text) throws IOException;
    }

    /** A text with Ollama's content type for its errors. */
    static Whole text(int status, String body) {
        return new Whole(status, Map.of("Content-Type", "text/plain"), body);
    }

    /** A reply without body and type. */
    static Whole empty(int status) {
        return new Whole(status, Map.of(), "");
    }

    /** A JSON reply as Ollama's own interface sends it. */
    static Whole json(int status, String body) {
        return json(status, Map.of(), body);
    }

    /** A JSON reply with one or more further headers. */
    static Whole json(int status, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json; charset=utf-8");
        return new Whole(status, all, body);
    }
}
