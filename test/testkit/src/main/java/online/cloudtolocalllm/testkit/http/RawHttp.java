package online.cloudtolocalllm.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.testkit.Until;

/**
 * One client connection on which a test sends exactly the bytes it wants and sees how the answer is framed. Every read that
 * gets no byte within the limit (20 s unless said otherwise) throws an {@link AssertionError} saying what was awaited.
 * Blocks; not thread-safe, except that {@link #close()} and {@link #reset()} may be called from another thread.
 */
public final class RawHttp implements AutoCloseable {

    private final HostPort address;
    private final Socket socket;
    private Duration limit;
    private final WireReader reader;
    private String method = "GET";
    private Optional<BodyReader> body = Optional.empty();

    private RawHttp(HostPort address, Socket socket, Duration limit, InputStream in) {
        this.address = address;
        this.socket = socket;
        this.limit = limit;
        this.reader = new WireReader(in);
    }

    /**
     * Connects.
     *
     * @throws IOException if that fails
     */
    public static RawHttp connect(HostPort address) throws IOException {
        return connect(address, Until.LIMIT, 0);
    }

    /**
     * Connects.
     *
     * @param limit how long a read may wait for a byte
     * @param receiveBytes size asked for the system's receive buffer, for clients that read slowly; 0 for the usual one
     * @throws IOException if that fails
     */
    public static RawHttp connect(HostPort address, Duration limit, int receiveBytes) throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBytes > 0) {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int) limit.toMillis());
            socket.setSoTimeout((int) limit.toMillis());
            return new RawHttp(address, socket, limit, socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sets how long a read may wait for a byte from now on.
     *
     * @throws IOException if the socket is closed
     */
    public void limit(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        limit = time;
    }

    /**
     * One exchange on a connection of its own.
     *
     * @param request every byte of the request
     * @throws IOException if connecting or sending fails
     */
    public static Answer exchange(HostPort address, Bytes request) throws IOException {
        try (RawHttp http = connect(address)) {
            return http.send(request).readAnswer();
        }
    }

    /**
     * A GET on a connection of its own.
     *
     * @throws IOException if connecting or sending fails
     */
    public static Answer get(HostPort address, String target, Header... headers) throws IOException {
        try (RawHttp http = connect(address)) {
            return http.request("GET", target, Bytes.NONE, headers).readAnswer();
        }
    }

    /**
     * A POST of JSON on a connection of its own.
     *
     * @throws IOException if connecting or sending fails
     */
    public static Answer post(HostPort address, String target, String json, Header... headers) throws IOException {
        try (RawHttp http = connect(address)) {
            return http.request("POST", target, Bytes.utf8(json), headers).readAnswer();
        }
    }

    /**
     * Sends these bytes and nothing else.
     *
     * @throws IOException if that fails
     */
    public RawHttp send(Bytes bytes) throws IOException {
        String start = bytes.slice(0, Math.min(8, bytes.size())).latin1();
        if (start.matches("(?s)[A-Z]{3,7} .*")) {
            method = start.substring(0, start.indexOf(' '));
        }
        bytes.writeTo(socket.getOutputStream());
        return this;
    }

    /**
     * Sends this text as UTF-8 and nothing else.
     *
     * @throws IOException if that fails
     */
    public RawHttp send(String text) throws IOException {
        return send(Bytes.utf8(text));
    }

    /**
     * Sends a well-formed request that keeps the connection: with Host, and for a body with Content-Type
     * {@code application/json} and Content-Length, unless the given fields have them.
     *
     * @throws IOException if that fails
     */
    public RawHttp request(String requestMethod, String target, Bytes content, Header... headers) throws IOException {
        List<Header> fields = new ArrayList<>(List.of(headers));
        if (fields.stream().noneMatch(field -> field.is("Host"))) {
            fields.addFirst(new Header("Host", address.toString()));
        }
        if (!content.isEmpty()) {
            if (fields.stream().noneMatch(field -> field.is("Content-Type"))) {
                fields.add(new Header("Content-Type", "application/json"));
            }
            fields.add(new Header("Content-Length", String.valueOf(content.size())));
        }
        send(new Head(requestMethod + " " + target + " HTTP/1.1", fields)
                .toBytes()
                .plus(content));
        method = requestMethod;
        return this;
    }

    /**
     * Reads the next head, an interim one (1xx) too.
     *
     * @throws AssertionError if none comes in time or the peer closes first
     * @throws IOException if reading fails or what comes is no head
     */
    public Head readHead() throws IOException {
        try {
            Bytes bytes = reader.head()
                    .orElseThrow(() -> new AssertionError(address + " closed the connection instead of answering"));
            Head head = Head.parse(bytes);
            body = Optional.of(new BodyReader(reader, Framing.ofResponse(head, method)));
            return head;
        } catch (SocketTimeoutException e) {
            throw late("a head", e);
        }
    }

    /**
     * Reads the next piece of the body whose head was read last.
     *
     * @throws AssertionError if none comes in time
     * @throws IllegalStateException if no head was read
     * @throws IOException if reading fails for another reason than a reset
     */
    public Piece readPiece() throws IOException {
        try {
            return body.orElseThrow(() -> new IllegalStateException("read the head first"))
                    .next();
        } catch (SocketTimeoutException e) {
            throw late("a piece of the body", e);
        }
    }

    /**
     * Reads a whole answer; interim ones (1xx) are passed over.
     *
     * @throws AssertionError if it does not come in time
     * @throws IOException if reading fails or what comes is no answer
     */
    public Answer readAnswer() throws IOException {
        Head head = readHead();
        while (head.status() < 200) {
            head = readHead();
        }
        return readRest(head);
    }

    /**
     * Reads the rest of a body.
     *
     * @param head the head that was read last
     * @throws AssertionError if it does not come in time
     * @throws IOException if reading fails
     */
    public Answer readRest(Head head) throws IOException {
        List<Bytes> pieces = new ArrayList<>();
        while (true) {
            Piece piece = readPiece();
            if (!(piece instanceof Piece.Content(Bytes bytes))) {
                return new Answer(head, pieces, piece);
            }
            pieces.add(bytes);
        }
    }

    /**
     * Reads every byte until the peer closes or resets the connection, whatever they mean.
     *
     * @throws AssertionError if the peer does neither in time
     * @throws IOException if reading fails
     */
    public Bytes readUntilClosed() throws IOException {
        List<Bytes> all = new ArrayList<>();
        try {
            for (Bytes some = reader.some(Integer.MAX_VALUE); !some.isEmpty(); some = reader.some(Integer.MAX_VALUE)) {
                all.add(some);
            }
        } catch (SocketTimeoutException e) {
            throw late("the end of the connection", e);
        } catch (SocketException reset) {
            return Bytes.joined(all);
        }
        return Bytes.joined(all);
    }

    /**
     * Says that nothing more will be sent (FIN), and goes on reading.
     *
     * @throws IOException if that fails
     */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Leaves with a reset (RST).
     *
     * @throws IOException if that fails
     */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private AssertionError late(String what, SocketTimeoutException cause) {
        return new AssertionError(
                address + " sent no byte for " + limit.toMillis() + " ms while " + what
                        + " was awaited; since the start it sent " + reader.takenBytes(),
                cause);
    }
}
