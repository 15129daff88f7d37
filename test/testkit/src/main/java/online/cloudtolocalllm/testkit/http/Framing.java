package online.cloudtolocalllm.testkit.http;

/**
 * How the end of a body is told.
 *
 * @param kind the way
 * @param length the announced length in bytes, for {@link Kind#LENGTH}; otherwise 0
 */
public record Framing(Kind kind, long length) {

    /** The ways. */
    public enum Kind {
        /** There is no body. */
        NONE,
        /** A Content-Length. */
        LENGTH,
        /** Chunks, the last one empty. */
        CHUNKED,
        /** The body lasts until the connection is closed, so a cut looks like the end. */
        CLOSE
    }

    /**
     * The framing of a request's body.
     *
     * @throws MalformedMessageException if the Content-Length is not a number
     */
    public static Framing ofRequest(Head head) throws MalformedMessageException {
        return of(head, Kind.NONE);
    }

    /**
     * The framing of a response's body.
     *
     * @param method the method of the request that it answers
     * @throws MalformedMessageException if the Content-Length is not a number
     */
    public static Framing ofResponse(Head head, String method) throws MalformedMessageException {
        int status = head.status();
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return new Framing(Kind.NONE, 0);
        }
        return of(head, Kind.CLOSE);
    }

    private static Framing of(Head head, Kind otherwise) throws MalformedMessageException {
        if (head.lists("Transfer-Encoding", "chunked")) {
            return new Framing(Kind.CHUNKED, 0);
        }
        String length = head.first("Content-Length").orElse("");
        if (length.isEmpty()) {
            return new Framing(otherwise, 0);
        }
        if (!length.matches("[0-9]{1,18}")) {
            throw new MalformedMessageException("Content-Length is not a number: \"" + length + "\"");
        }
        return new Framing(Kind.LENGTH, Long.parseLong(length));
    }
}
