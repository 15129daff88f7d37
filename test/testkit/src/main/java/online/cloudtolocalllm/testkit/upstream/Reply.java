package online.cloudtolocalllm.testkit.upstream;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;

/** A valid answer. */
public sealed interface Reply extends Turn {

    /** What the upstream answers by itself. */
    record Usual() implements Reply {}

    /**
     * A body with its Content-Length.
     *
     * @param headers all fields but Content-Length
     */
    record Whole(int status, List<Header> headers, Bytes body) implements Reply {

        /** Copies the fields. */
        public Whole {
            headers = List.copyOf(headers);
        }

        /** A copy with one more header field. */
        public Whole with(String name, String value) {
            List<Header> more = new ArrayList<>(headers);
            more.add(new Header(name, value));
            return new Whole(status, more, body);
        }
    }

    /**
     * A chunked body.
     *
     * @param headers all fields but Transfer-Encoding
     * @param parts chunks, and gates to wait for between them
     */
    record Streamed(int status, List<Header> headers, List<Part> parts) implements Reply {

        /** Copies fields and parts. */
        public Streamed {
            headers = List.copyOf(headers);
            parts = List.copyOf(parts);
        }

        /** A copy that waits at the gate after this many chunks; after 0, the head alone has been sent. */
        public Streamed holdAfter(int chunks, Gate gate) {
            List<Part> more = new ArrayList<>();
            int sent = 0;
            if (chunks == 0) {
                more.add(Part.hold(gate));
            }
            for (Part part : parts) {
                more.add(part);
                if (part instanceof Part.Chunk && ++sent == chunks) {
                    more.add(Part.hold(gate));
                }
            }
            if (sent < chunks) {
                throw new IllegalArgumentException("there are " + sent + " chunks, none after " + chunks);
            }
            return new Streamed(status, headers, more);
        }
    }

    /** A body without framing that ends with the connection. */
    record CloseDelimited(int status, List<Header> headers, Bytes body) implements Reply {

        /** Copies the fields. */
        public CloseDelimited {
            headers = List.copyOf(headers);
        }
    }

    /**
     * Exactly these bytes, head and framing included; then the connection is closed.
     *
     * @param writes written one by one, each in one go
     */
    record Exact(List<Bytes> writes) implements Reply {

        /** Copies the list. */
        public Exact {
            writes = List.copyOf(writes);
        }
    }

    /**
     * The same bytes in small writes, so that heads, chunks and characters arrive in pieces.
     *
     * @param of the answer
     * @param size bytes in each write
     */
    record InSmallWrites(Reply of, int size) implements Reply {}

    /** What the upstream answers by itself. */
    static Reply usual() {
        return new Usual();
    }

    /** A 200 with JSON. */
    static Whole json(String json) {
        return json(200, json);
    }

    /** A JSON answer with this status. */
    static Whole json(int status, String json) {
        return whole(status, "application/json; charset=utf-8", json);
    }

    /** A text with this status. */
    static Whole text(int status, String text) {
        return whole(status, "text/plain; charset=utf-8", text);
    }

    /** A whole answer with this status and type. */
    static Whole whole(int status, String type, String body) {
        return new Whole(status, List.of(new Header("Content-Type", type)), Bytes.utf8(body));
    }

    /** A 200 that streams NDJSON, one chunk a line; the line feeds are added. */
    static Streamed ndjson(List<String> lines) {
        return streamed(
                "application/x-ndjson", lines.stream().map(line -> line + "\n").toList());
    }

    /** A 200 that streams server-sent events, one chunk an event; {@code data: } and the empty line are added. */
    static Streamed events(List<String> payloads) {
        return streamed(
                "text/event-stream",
                payloads.stream().map(payload -> "data: " + payload + "\n\n").toList());
    }

    /** A 200 that streams these texts, one chunk each. */
    static Streamed streamed(String type, List<String> chunks) {
        return new Streamed(
                200,
                List.of(new Header("Content-Type", type)),
                chunks.stream().map(Part::chunk).toList());
    }
}
