package online.cloudtolocalllm.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.testkit.http.Bytes;

/**
 * Bytes that no client of the IPC should send, and what becomes of whoever does.
 *
 * @param what what they are
 * @param trusted whether they come after the handshake
 * @param pieces each written in one go
 * @param lastCode the code of the reply before the close; empty if there is none
 */
record HostileBytes(String what, boolean trusted, List<Bytes> pieces, String lastCode) {

    private static final int MEBIBYTE = 1024 * 1024;

    /** Copies the pieces. */
    HostileBytes {
        pieces = List.copyOf(pieces);
    }

    /** For the names of tests. */
    @Override
    public String toString() {
        return (trusted ? "after AUTH: " : "before AUTH: ") + what;
    }

    /** The table. */
    static Stream<HostileBytes> all() {
        List<HostileBytes> rows = new ArrayList<>();
        strangers().forEach(rows::add);
        lines().forEach(row -> {
            rows.add(row);
            rows.add(new HostileBytes(row.what(), false, row.pieces(), ""));
        });
        rows.addAll(tooLong());
        return rows.stream();
    }

    /** What does not begin with an object's brace. */
    private static Stream<HostileBytes> strangers() {
        String page = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 21\r\n\r\n";
        return Stream.of(
                stranger("a web page's request with a command in its body", page + "{\"command\":\"QUIT\"}\r\n"),
                stranger("a request for a page", "GET /api_tags HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
                stranger("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                stranger("a TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"),
                stranger("two empty lines first", "\r\n\r\n{\"command\":\"PING\"}\n"),
                stranger("a bare line feed first", "\n{\"command\":\"PING\"}\n"),
                stranger("a blank first", " {\"command\":\"PING\"}\n"),
                stranger("a byte order mark", "\u00ef\u00bb\u00bf{\"command\":\"PING\"}\n"),
                stranger("UTF-16", "\u00fe\u00ff\u0000{\u0000}\u0000\n"),
                stranger("an array", "[{\"command\":\"PING\"}]\n"),
                stranger("nothing but zeros", "\u0000".repeat(1000)),
                stranger("a line of 5,000 characters that does not end", "{\"command\":\"" + "x".repeat(5000)));
    }

    /** Lines that are no JSON object as it has to be. */
    private static Stream<HostileBytes> lines() {
        String deep = "[".repeat(1500) + "]".repeat(1500);
        return Stream.of(
                line("an object that does not end", "{\"command\":\"PING\""),
                line("two objects", "{\"command\":\"PING\"}{\"command\":\"PING\"}"),
                line("a key twice", "{\"command\":\"PING\",\"command\":\"QUIT\"}"),
                line("a key twice, deep down", "{\"command\":\"PING\",\"a\":{\"b\":[{\"c\":1,\"c\":2}]}}"),
                line("a byte that is no UTF-8", "{\"command\":\"\u00ff\"}"),
                line("a slash in two bytes", "{\"command\":\"\u00c0\u00af\"}"),
                line("half of a surrogate pair", "{\"command\":\"\u00ed\u00a0\u0080\"}"),
                line("a control character in a text", "{\"command\":\"PI\u0001NG\"}"),
                line("a comma too many", "{\"command\":\"PING\",}"),
                line("a number that is none", "{\"command\":\"PING\",\"id\":NaN}"),
                line("3,000 brackets", "{\"command\":\"PING\",\"id\":" + deep + "}"));
    }

    private static List<HostileBytes> tooLong() {
        String proxy = "{\"command\":\"PROXY_REQUEST\",\"method\":\"POST\",\"path\":\"/api/chat\",\"data\":";
        Bytes open = Bytes.utf8(proxy + "\"");
        Bytes filling = Bytes.utf8("x".repeat(MEBIBYTE));
        List<Bytes> seventeen = new ArrayList<>(List.of(open));
        for (int i = 0; i < 17; i++) {
            seventeen.add(filling);
        }
        Bytes ping = Bytes.utf8("{\"command\":\"PING\",\"text\":\"");
        Bytes brackets = Bytes.utf8(proxy + "[".repeat(100_000) + "]".repeat(100_000) + "}\n");
        return List.of(
                new HostileBytes("17 MiB of a request", true, seventeen, "line_too_long"),
                new HostileBytes("17 MiB of a request", false, seventeen, ""),
                new HostileBytes("1 MiB of another command", true, List.of(ping, filling), "line_too_long"),
                new HostileBytes("100,000 brackets", true, List.of(brackets), "bad_line"),
                new HostileBytes("100,000 brackets", false, List.of(brackets), ""));
    }

    private static HostileBytes stranger(String what, String latin1) {
        return new HostileBytes(what, false, List.of(Bytes.latin1(latin1)), "");
    }

    private static HostileBytes line(String what, String latin1) {
        return new HostileBytes(what, true, List.of(Bytes.latin1(latin1 + "\n")), "bad_line");
    }
}
