package online.cloudtolocalllm.testkit.http;

import java.util.List;

/**
 * A response, read to its end or to its cut.
 *
 * @param head status line and header fields
 * @param pieces the body's chunks, or its reads where there are no chunks
 * @param ending an {@link Piece.End} or a {@link Piece.Cut}
 */
public record Answer(Head head, List<Bytes> pieces, Piece ending) {

    /** Copies the pieces. */
    public Answer {
        pieces = List.copyOf(pieces);
    }

    /** The status. */
    public int status() {
        return head.status();
    }

    /** The body without framing. */
    public Bytes body() {
        return Bytes.joined(pieces);
    }

    /** The body as UTF-8 text. */
    public String text() {
        return body().utf8();
    }

    /** The body's lines that are not blank. */
    public List<String> lines() {
        return text().lines().filter(line -> !line.isBlank()).toList();
    }

    /** Whether the body ended as its framing says. */
    public boolean isWhole() {
        return ending instanceof Piece.End;
    }
}
