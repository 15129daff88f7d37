package online.cloudtolocalllm.testkit.recorded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.BodyReader;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Framing;
import online.cloudtolocalllm.testkit.http.Head;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.WireReader;

/**
 * One exchange with a real server, byte for byte.
 *
 * @param server who answered
 * @param name what was tried, for instance {@code chat-stream}
 * @param request every byte of the request
 * @param response every byte of the response
 * @param reads how the response arrived
 */
public record Recording(RealServer server, String name, Bytes request, Bytes response, List<Read> reads) {

    /**
     * One read of the client that recorded the exchange.
     *
     * @param millis since the request was sent
     * @param offset of its first byte in the response
     * @param length in bytes
     */
    public record Read(long millis, int offset, int length) {}

    /** Copies the reads. */
    public Recording {
        reads = List.copyOf(reads);
    }

    /** The names of a server's recordings in alphabetical order. */
    public static List<String> names(RealServer server) {
        return load(server.folder() + ".names").utf8().lines().toList();
    }

    /**
     * The recording of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Recording of(RealServer server, String name) {
        if (!names(server).contains(name)) {
            throw new IllegalArgumentException("no recording " + name + " of " + server.folder());
        }
        String path = server.folder() + "/" + name;
        List<Read> reads = load(path + ".times")
                .utf8()
                .lines()
                .map(line -> line.split(" ", -1))
                .map(words ->
                        new Read(Long.parseLong(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2])))
                .toList();
        return new Recording(server, name, load(path + ".request"), load(path + ".response"), reads);
    }

    /** Every recording of a server, by name. */
    public static List<Recording> all(RealServer server) {
        return names(server).stream().map(name -> of(server, name)).toList();
    }

    /** The request's head. */
    public Head requestHead() {
        return parsed(request, new WireReader(stream(request)));
    }

    /** The request's body. */
    public Bytes requestBody() {
        WireReader reader = new WireReader(stream(request));
        Head head = parsed(request, reader);
        try {
            return rest(head, new BodyReader(reader, Framing.ofRequest(head))).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The response's head. */
    public Head responseHead() {
        return parsed(response, new WireReader(stream(response)));
    }

    /** The response with its body in chunks, or in one piece where it was not chunked. */
    public Answer answer() {
        WireReader reader = new WireReader(stream(response));
        Head head = parsed(response, reader);
        try {
            Framing framing = Framing.ofResponse(head, requestHead().method());
            return rest(head, new BodyReader(reader, framing));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The response's body without framing. */
    public Bytes body() {
        return answer().body();
    }

    /** The chunks of the response's body, or the body in one piece where it was not chunked. */
    public List<Bytes> chunks() {
        return answer().pieces();
    }

    /** The response in the pieces in which it arrived. */
    public List<Bytes> arrivals() {
        return reads.stream()
                .map(read -> response.slice(read.offset, read.offset + read.length))
                .toList();
    }

    @Override
    public String toString() {
        return server.folder() + "/" + name;
    }

    private static Answer rest(Head head, BodyReader reader) throws IOException {
        List<Bytes> pieces = new ArrayList<>();
        while (true) {
            Piece piece = reader.next();
            if (!(piece instanceof Piece.Content(Bytes bytes))) {
                return new Answer(head, pieces, piece);
            }
            pieces.add(bytes);
        }
    }

    private static Head parsed(Bytes message, WireReader reader) {
        try {
            return Head.parse(
                    reader.head().orElseThrow(() -> new IllegalStateException("an empty recording: " + message)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(Bytes bytes) {
        return new ByteArrayInputStream(bytes.toArray());
    }

    private static Bytes load(String path) {
        try (InputStream in = Recording.class.getResourceAsStream("/wire/" + path)) {
            if (in == null) {
                throw new IllegalStateException("the recordings are incomplete: wire/" + path + " is missing");
            }
            return Bytes.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
