package online.cloudtolocalllm.demo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** One connection of which every byte is seen. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    RawClient(String address) throws IOException {
        URI uri = URI.create(address);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** An answer, whole; header names in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {

        JsonObject json() throws IOException {
            return Json.parseObject(body);
        }

        List<JsonObject> lines() throws IOException {
            List<JsonObject> objects = new ArrayList<>();
            for (String line : body.lines().toList()) {
                objects.add(Json.parseObject(line));
            }
            return objects;
        }
    }

    static Answer get(String address, String path, String... headers) throws IOException {
        return ask(address, "GET", path, "", headers);
    }

    static Answer post(String address, String path, String body, String... headers) throws IOException {
        return ask(address, "POST", path, body, headers);
    }

    static Answer ask(String address, String method, String path, String body, String... headers) throws IOException {
        try (RawClient client = new RawClient(address)) {
            client.send(method, path, body, headers);
            return client.answer(method.equals("HEAD"));
        }
    }

    void send(String method, String path, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
            head.append("Host: localhost\r\n");
        }
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        sendText(head.toString());
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void sendText(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    Answer answer(boolean headOnly) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = headers();
        StringBuilder body = new StringBuilder();
        if (headers.containsKey("transfer-encoding") && !headOnly) {
            for (Optional<String> chunk = chunk(); chunk.isPresent(); chunk = chunk()) {
                body.append(chunk.get());
            }
        } else if (!headOnly) {
            body.append(text(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
        }
        return new Answer(status, headers, body.toString());
    }

    Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] field = line.split(": ", 2);
            headers.put(field[0].toLowerCase(Locale.ROOT), field[1]);
        }
        return headers;
    }

    /** The next HTTP chunk as it was framed; empty for the last. */
    Optional<String> chunk() throws IOException {
        int length = Integer.parseInt(line(), 16);
        String text = text(length);
        line();
        return length == 0 ? Optional.empty() : Optional.of(text);
    }

    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Everything up to the end of the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private String text(int bytes) throws IOException {
        return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    /** Leaves as a killed program does: with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
