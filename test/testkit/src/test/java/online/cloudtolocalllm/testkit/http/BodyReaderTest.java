package online.cloudtolocalllm.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

    private static final Framing CHUNKED = new Framing(Framing.Kind.CHUNKED, 0);

    @Property(tries = 200)
    void everyChunkIsOnePiece(@ForAll @Size(max = 20) List<@AlphaChars @NotEmpty String> chunks) throws IOException {
        StringBuilder wire = new StringBuilder();
        chunks.forEach(chunk -> wire.append(Integer.toHexString(chunk.length()))
                .append("\r\n")
                .append(chunk)
                .append("\r\n"));
        List<Piece> pieces = read(wire + "0\r\n\r\n", CHUNKED);
        List<Piece> expected = new ArrayList<>();
        chunks.forEach(chunk -> expected.add(new Piece.Content(Bytes.latin1(chunk))));
        expected.add(new Piece.End(Framing.Kind.CHUNKED));
        assertThat(pieces).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "5\r\n", "5\r\nhel", "5\r\nhello", "5\r\nhello\r\n", "0", "0\r\n", "0\r\nA: b\r\n"})
    void aChunkedBodyThatStopsIsACut(String wire) throws IOException {
        assertThat(read(wire, CHUNKED).getLast()).isInstanceOfSatisfying(Piece.Cut.class, cut -> assertThat(cut.how())
                .isEqualTo(Piece.Break.FIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n",
                "-1\r\n",
                "+5\r\nhello\r\n",
                " 5\r\nhello\r\n",
                "5\nhello",
                "5\r\nhelloX\r\n",
                "fffffffff\r\n"
            })
    void whatIsNoChunkIsMalformed(String wire) throws IOException {
        assertThat(read(wire, CHUNKED).getLast()).isInstanceOfSatisfying(Piece.Cut.class, cut -> assertThat(cut.how())
                .isEqualTo(Piece.Break.MALFORMED));
    }

    @Test
    void trailersAndExtensionsAreSkipped() throws IOException {
        assertThat(read("2;a=b\r\nhi\r\n0\r\nX: y\r\n\r\n", CHUNKED))
                .containsExactly(new Piece.Content(Bytes.latin1("hi")), new Piece.End(Framing.Kind.CHUNKED));
    }

    @Test
    void aShortContentLengthIsACut() throws IOException {
        List<Piece> pieces = read("hello", new Framing(Framing.Kind.LENGTH, 6));
        assertThat(pieces).startsWith(new Piece.Content(Bytes.latin1("hello")));
        assertThat(pieces.getLast()).isEqualTo(new Piece.Cut(Piece.Break.FIN, "1 of 6 bytes are missing"));
    }

    @Test
    void bytesAfterTheContentLengthAreNotTheBody() throws IOException {
        assertThat(read("hello", new Framing(Framing.Kind.LENGTH, 4)))
                .containsExactly(new Piece.Content(Bytes.latin1("hell")), new Piece.End(Framing.Kind.LENGTH));
    }

    private static List<Piece> read(String wire, Framing framing) throws IOException {
        BodyReader reader = new BodyReader(
                new WireReader(new ByteArrayInputStream(Bytes.latin1(wire).toArray())), framing);
        List<Piece> pieces = new ArrayList<>();
        do {
            pieces.add(reader.next());
        } while (pieces.getLast() instanceof Piece.Content);
        assertThat(reader.next()).isEqualTo(pieces.getLast());
        return pieces;
    }
}
