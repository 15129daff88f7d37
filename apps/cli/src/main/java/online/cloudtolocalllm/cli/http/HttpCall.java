package online.cloudtolocalllm.cli.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import online.cloudtolocalllm.protocol.HostPort;

/**
 * One HTTP/1.1 request and its answer on a connection of its own. The JDK's clients are not used: one repeats a POST by
 * itself, the other ends a cut stream as if it were whole, and both cost start-up time. For one thread; {@link #close()} from any.
 */
public final class HttpCall implements AutoCloseable {

    private static final int MAX_HEAD = 64 * 1024;

    private final Socket socket;
    private final int status;
    private final Map<String, String> headers;
    private final InputStream body;

    private HttpCall(Socket socket, int status, Map<String, String> headers, InputStream body) {
        this.socket = socket;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * What is asked.
     *
     * @param method such as GET
     * @param path begins with a slash
     * @param body the JSON body; empty for none
     * @param connectLimit how long to wait for the connection
     * @param silenceLimit how long to wait for each next byte
     */
    public record Request(String method, String path, String body, Duration connectLimit, Duration silenceLimit) {

        /** A GET. */
        public static Request get(String path, Duration limit) {
            return new Request("GET", path, "", limit, limit);
        }
    }

    /**
     * Sends the request once and reads the answer's head.
     *
     * @throws ConnectException if nothing listens there or does so in time; nothing was sent
     * @throws UnknownHostException if the name is unknown; nothing was sent
     * @throws IOException if the connection broke or the answer is not HTTP
     */
    public static HttpCall send(HostPort server, Request request) throws IOException {
        Socket socket = connect(server, request.connectLimit);
        boolean answered = false;
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) request.silenceLimit.toMillis());
            socket.getOutputStream().write(bytes(server, request));
            HttpCall call = read(socket);
            answered = true;
            return call;
        } finally {
            if (!answered) {
                socket.close();
            }
        }
    }

    /** A name may have several addresses of which the server holds one, as localhost has in IPv4 and IPv6. */
    private static Socket connect(HostPort server, Duration limit) throws IOException {
        IOException last = new UnknownHostException(server.host());
        for (InetAddress address : InetAddress.getAllByName(server.host())) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, server.port()), (int) limit.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        ConnectException refused = new ConnectException("nothing listens on " + server);
        refused.initCause(last);
        throw refused;
    }

    private static byte[] bytes(HostPort server, Request request) {
        byte[] body = request.body.getBytes(StandardCharsets.UTF_8);
        String head = request.method + " " + request.path + " HTTP/1.1\r\nHost: " + server
                + "\r\nUser-Agent: cloudtolocalllm\r\nAccept: */*\r\nConnection: close\r\n"
                + (body.length == 0
                        ? "\r\n"
                        : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
        byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, all, 0, headBytes.length);
        System.arraycopy(body, 0, all, headBytes.length, body.length);
        return all;
    }

    private static HttpCall read(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        Lines lines = new Lines(in, MAX_HEAD);
        String statusLine = lines.required();
        int status = status(statusLine);
        Map<String, String> headers = headers(lines);
        while (status >= 100 && status < 200) {
            status = status(lines.required());
            headers = headers(lines);
        }
        return new HttpCall(socket, status, headers, Bodies.of(in, status, headers));
    }

    private static int status(String line) throws IOException {
        boolean http = line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ';
        if (!http || !line.substring(9, 12).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IOException("what answers there does not speak HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> headers(Lines lines) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int total = 0;
        for (String line = lines.required(); !line.isEmpty(); line = lines.required()) {
            total += line.length();
            int colon = line.indexOf(':');
            if (colon <= 0 || total > MAX_HEAD) {
                throw new IOException("the head of the answer is malformed");
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** The answer's status. */
    public int status() {
        return status;
    }

    /** A header of the answer, by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * The answer's body as it arrives. Reading throws {@link java.io.EOFException} where the connection ends before the
     * body is whole, and {@link java.net.SocketTimeoutException} after too long a silence.
     */
    public InputStream body() {
        return body;
    }

    /**
     * The whole body as UTF-8 text.
     *
     * @param maxBytes the largest body that is read
     * @throws IOException if the body is larger or was cut off
     */
    public String text(int maxBytes) throws IOException {
        byte[] bytes = body.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new IOException("the answer is larger than " + maxBytes + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Closes the connection, which also cancels an answer that is not finished. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a socket failed", e);
        }
    }
}
