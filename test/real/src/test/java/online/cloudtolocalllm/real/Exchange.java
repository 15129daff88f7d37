package online.cloudtolocalllm.real;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One HTTP/1.1 exchange on a socket of its own, so that nothing between hides how an answer was framed.
 *
 * @param status the status code
 * @param headers names in lower case, each with its value, in the order received
 * @param text the body without its framing
 */
record Exchange(int status, List<Header> headers, String text) {

    private static final int CONNECT_MILLIS = 5_000;

    /** Loading the model on a busy computer is the longest silence. */
    private static final int SILENCE_MILLIS = 60_000;

    /** One header line. */
    record Header(String name, String value) {}

    /**
     * Sends a recorded request and reads the answer to its end.
     *
     * @param request the request's bytes; it says {@code Connection: close}, and a {@code Host} of this computer is
     *     replaced by the server's own, as a client would do
     * @throws IOException if the answer is cut off or not HTTP
     */
    static Exchange send(URI server, byte[] request) throws IOException {
        String head = new String(request, StandardCharsets.ISO_8859_1)
                .replaceFirst("(?m)^Host: localhost:11434\r$", "Host: " + server.getAuthority() + "\r");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream().readAllBytes(), head.startsWith("HEAD "));
        }
    }

    /** Sends a request with a JSON body, or without a body if that is empty. */
    static Exchange send(URI server, String method, String path, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nConnection: close\r\n"
                + (body.length == 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
                + "\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return send(server, request.toByteArray());
    }

    /** The values of a header, in order. */
    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .toList();
    }

    private static Exchange read(byte[] bytes, boolean headOnly) throws IOException {
        String answer = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0 || !answer.startsWith("HTTP/1.1 ")) {
            throw new IOException("not an HTTP answer: \"" + answer + "\"");
        }
        List<String> lines = answer.substring(0, end).lines().toList();
        List<Header> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.add(new Header(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip()));
        }
        int status = Integer.parseInt(lines.getFirst().substring(9, 12));
        Exchange framed = new Exchange(status, headers, "");
        String body = framed.unframed(answer.substring(end + 4), headOnly || status == 204);
        return new Exchange(
                status, headers, new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private String unframed(String body, boolean bodiless) throws IOException {
        if (!bodiless && all("transfer-encoding").equals(List.of("chunked"))) {
            return unchunked(body);
        }
        int expected = bodiless
                ? 0
                : all("content-length").stream()
                        .mapToInt(Integer::parseInt)
                        .findFirst()
                        .orElse(body.length());
        if (body.length() != expected) {
            throw new IOException("a body of " + body.length() + " bytes under the head " + headers);
        }
        return body;
    }

    private static String unchunked(String body) throws IOException {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int line = body.indexOf("\r\n", at);
            if (line < 0) {
                throw new IOException("cut off after " + whole.length() + " bytes of the body");
            }
            int length = Integer.parseInt(body.substring(at, line), 16);
            int end = line + 2 + length;
            if (!body.startsWith("\r\n", end)) {
                throw new IOException("cut off inside the chunk after " + whole.length() + " bytes of the body");
            }
            if (length == 0) {
                return whole.toString();
            }
            whole.append(body, line + 2, end);
            at = end + 2;
        }
    }
}
