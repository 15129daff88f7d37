package online.cloudtolocalllm.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Optional;

/** Reads one body piece by piece with its framing visible. Blocks; not thread-safe. */
public final class BodyReader {

    private static final int LARGEST_CHUNK = 1 << 30;

    private final WireReader in;
    private final Framing framing;
    private long left;
    private Optional<Piece> last = Optional.empty();

    /** A reader of the body that comes next. */
    public BodyReader(WireReader in, Framing framing) {
        this.in = in;
        this.framing = framing;
        this.left = framing.length();
    }

    /**
     * The next piece; after an end or a cut the same again.
     *
     * @throws java.net.SocketTimeoutException if nothing came within the socket's time limit
     * @throws IOException if reading failed for another reason than a reset
     */
    public Piece next() throws IOException {
        if (last.isPresent()) {
            return last.get();
        }
        Piece piece = read();
        if (!(piece instanceof Piece.Content)) {
            last = Optional.of(piece);
        }
        return piece;
    }

    private Piece read() throws IOException {
        try {
            return switch (framing.kind()) {
                case NONE -> new Piece.End(Framing.Kind.NONE);
                case LENGTH -> counted();
                case CHUNKED -> chunk();
                case CLOSE -> untilClosed();
            };
        } catch (EOFException e) {
            return new Piece.Cut(Piece.Break.FIN, String.valueOf(e.getMessage()));
        } catch (MalformedMessageException e) {
            return new Piece.Cut(Piece.Break.MALFORMED, String.valueOf(e.getMessage()));
        } catch (SocketException e) {
            return new Piece.Cut(Piece.Break.RESET, String.valueOf(e.getMessage()));
        }
    }

    private Piece counted() throws IOException {
        if (left == 0) {
            return new Piece.End(Framing.Kind.LENGTH);
        }
        Bytes some = in.some((int) Math.min(left, Integer.MAX_VALUE));
        if (some.isEmpty()) {
            throw new EOFException(left + " of " + framing.length() + " bytes are missing");
        }
        left -= some.size();
        return new Piece.Content(some);
    }

    private Piece chunk() throws IOException {
        String line = in.line();
        String size = line.replaceFirst("[ \t]*;.*", "");
        if (!size.matches("[0-9a-fA-F]{1,8}") || Long.parseLong(size, 16) > LARGEST_CHUNK) {
            throw new MalformedMessageException("not a chunk size: \"" + line + "\"");
        }
        int count = Integer.parseInt(size, 16);
        if (count == 0) {
            skipTrailers();
            return new Piece.End(Framing.Kind.CHUNKED);
        }
        Bytes content = in.exactly(count);
        if (!in.exactly(2).latin1().equals("\r\n")) {
            throw new MalformedMessageException("no CRLF after a chunk of " + count + " bytes");
        }
        return new Piece.Content(content);
    }

    private void skipTrailers() throws IOException {
        String trailer = in.line();
        while (!trailer.isEmpty()) {
            trailer = in.line();
        }
    }

    private Piece untilClosed() throws IOException {
        Bytes some = in.some(Integer.MAX_VALUE);
        return some.isEmpty() ? new Piece.End(Framing.Kind.CLOSE) : new Piece.Content(some);
    }
}
