package online.cloudtolocalllm.testkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The head of a request or a response, as it was written.
 *
 * @param firstLine the request line or the status line
 * @param headers the fields in order, repeated ones included
 */
public record Head(String firstLine, List<Header> headers) {

    /** Copies the fields. */
    public Head {
        headers = List.copyOf(headers);
    }

    /**
     * Reads a head.
     *
     * @param bytes the head with its empty line
     * @throws MalformedMessageException if there is no empty line at the end, or a field without a colon or a name
     */
    public static Head parse(Bytes bytes) throws MalformedMessageException {
        String text = bytes.latin1();
        if (!text.endsWith("\r\n\r\n")) {
            throw new MalformedMessageException("a head without its empty line: " + bytes);
        }
        String[] lines = text.substring(0, text.length() - 4).split("\r\n", -1);
        List<Header> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new MalformedMessageException("a header field without a name or a colon: \"" + lines[i] + "\"");
            }
            headers.add(new Header(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
        }
        return new Head(lines[0], headers);
    }

    /** The value of the first field of this name. */
    public Optional<String> first(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst();
    }

    /** The values of all fields of this name, in order. */
    public List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .toList();
    }

    /** Whether a field of this name lists the word, upper and lower case being the same. */
    public boolean lists(String name, String word) {
        for (String value : all(name)) {
            for (String item : value.split(",", -1)) {
                if (item.strip().equalsIgnoreCase(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The request's method.
     *
     * @throws IllegalStateException if this is not the head of a request
     */
    public String method() {
        return requestWord(0);
    }

    /**
     * The request's target with its query, as written.
     *
     * @throws IllegalStateException if this is not the head of a request
     */
    public String target() {
        return requestWord(1);
    }

    /**
     * The request's target without its query.
     *
     * @throws IllegalStateException if this is not the head of a request
     */
    public String path() {
        return target().replaceFirst("\\?.*", "");
    }

    /** Whether the first line has the three words of a request. */
    public boolean isRequest() {
        String[] words = firstLine.split(" ", -1);
        return words.length == 3 && !words[0].isEmpty() && !words[1].isEmpty() && words[2].startsWith("HTTP/1.");
    }

    /**
     * The response's status.
     *
     * @throws IllegalStateException if this is not the head of a response
     */
    public int status() {
        if (!firstLine.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw new IllegalStateException("not a status line: \"" + firstLine + "\"");
        }
        return Integer.parseInt(firstLine.substring(9, 12));
    }

    /** Whether the sender closes the connection after this message: it says so, or speaks HTTP/1.0. */
    public boolean closes() {
        return lists("Connection", "close") || firstLine.startsWith("HTTP/1.0") || firstLine.endsWith("HTTP/1.0");
    }

    /** The head as bytes, with its empty line. */
    public Bytes toBytes() {
        StringBuilder text = new StringBuilder(firstLine).append("\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        return Bytes.latin1(text.append("\r\n").toString());
    }

    private String requestWord(int index) {
        if (!isRequest()) {
            throw new IllegalStateException("not a request line: \"" + firstLine + "\"");
        }
        return firstLine.split(" ", -1)[index];
    }
}
