package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes a chunk, however the bytes arrive. */
class StreamPiecesTest {

    private static final int MOST = StreamPieces.MOST_BYTES;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The pieces when the body arrives in reads of these sizes, the last one for the rest. */
    private static List<String> pieces(StreamPieces pieces, byte[] body, List<Integer> sizes, boolean pullEachTime) {
        List<String> all = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < body.length; i++) {
            int size = i < sizes.size() ? Math.min(sizes.get(i), body.length - at) : body.length - at;
            pieces.feed(Unpooled.wrappedBuffer(body, at, size));
            at += size;
            if (pullEachTime) {
                pull(pieces, all);
            }
        }
        pieces.ended();
        pull(pieces, all);
        return all;
    }

    private static void pull(StreamPieces pieces, List<String> into) {
        if (into.contains("too large")) {
            return;
        }
        StreamPieces.Next next = pieces.next();
        while (next == StreamPieces.Next.PIECE) {
            String text =
                    new String(pieces.bytes(), pieces.from(), pieces.to() - pieces.from(), StandardCharsets.UTF_8);
            into.add(pieces.name().isEmpty() ? text : pieces.name() + "=" + text);
            next = pieces.next();
        }
        if (next == StreamPieces.Next.TOO_LARGE) {
            into.add("too large");
        }
    }

    private static List<String> pieces(StreamPieces pieces, String body) {
        return pieces(pieces, utf8(body), List.of(), true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{1}N{2}N|{1};{2}",
                "{1}RN{2}RN|{1};{2}",
                "{1}N{2}|{1};{2}",
                "N RN{1}NN|{1}",
                "B{1}N|{1}",
                " {1} N| {1} ",
            })
    void linesAreCutAtLineFeeds(String body, String expected) {
        assertThat(String.join(";", pieces(new DocumentPieces(), unfold(body)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = false,
            nullValues = "-",
            value = {
                "data: {1}NNdata:{2}NN|{1};{2}",
                "data: {1}RRdata: {2}RR|{1};{2}",
                "data: {1}RNRNdata: {2}RNRN|{1};{2}",
                "event: aNdata: 1NNdata: 2NN|a=1;2",
                "data: 1Nevent: aNNN|a=1",
                "data: 1Ndata: 2NN|1+2",
                "data: 1NdataNdata:NN|1++",
                ": commentNNdata: 1NN: more|1",
                "id: 7Nretry: 5Ndata: 1Nunknown: xNdatax: 9NN|1",
                "event: aNNdata: 1NN|1",
                "data: 1NNdata: [DONE]NN|1",
                "data: [DONE]NNdata: 1NN|1",
                "data: 1|1",
                "data: 1N|1",
                "Bdata: 1NN|1",
                "dataNN|-",
                "NNNN|-",
                "data:  1NN| 1",
            })
    void eventsAreReadByTheStandard(String body, String expected) {
        String joined =
                String.join(";", pieces(new EventPieces(), unfold(body))).replace('\n', '+');
        assertThat(joined).isEqualTo(expected == null ? "" : expected);
    }

    private static String unfold(String body) {
        return body.replace("N", "\n").replace("R", "\r").replace("B", "\ufeff").replace("[DO\nE]", "[DONE]");
    }

    @Test
    void otherBodiesAreOnePieceAndEmptyOnesNone() {
        assertThat(pieces(new WholePiece(), "{\n \"a\":1\n}")).containsExactly("{\n \"a\":1\n}");
        assertThat(pieces(new WholePiece(), "")).isEmpty();
        assertThat(pieces(new WholePiece(), "x".repeat(MOST))).containsExactly("x".repeat(MOST));
        assertThat(pieces(new WholePiece(), "x".repeat(MOST + 1))).containsExactly("too large");
    }

    @Test
    void aPieceMayHaveAMebibyteAndNotMore() {
        String fits = "1".repeat(MOST);
        assertThat(pieces(new DocumentPieces(), fits + "\n2\n")).containsExactly(fits, "2");
        assertThat(pieces(new DocumentPieces(), "1\n" + fits + "1")).containsExactly("1", "too large");
        assertThat(pieces(new DocumentPieces(), fits + "1\n2\n")).containsExactly("too large");
        String half = "1".repeat(MOST / 2);
        assertThat(pieces(new EventPieces(), "data: " + half + "\n\n")).containsExactly(half);
        assertThat(pieces(new EventPieces(), "data: " + half + "\ndata: " + half + "\n\n"))
                .containsExactly("too large");
        assertThat(pieces(new EventPieces(), ":" + fits + "11111")).containsExactly("too large");
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.integers().between(1, 7).list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of("{\"a\":1}", "\n", "\r\n", " ", "ä", "🙂", "{", "x", "\ufeff")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> events() {
        return Arbitraries.of(
                        "data: {\"a\":1}",
                        "data:",
                        "data",
                        "event: x",
                        ": c",
                        "id: 1",
                        "\n",
                        "\n\n",
                        "\r\n",
                        "\r",
                        "\r\r",
                        "ä🙂",
                        "data: [DONE]",
                        "\ufeff")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Property
    void documentsAreTheSameByWhateverReads(@ForAll("documents") String body, @ForAll("sizes") List<Integer> sizes) {
        sameByWhateverReads(DocumentPieces::new, body, sizes);
    }

    @Property
    void eventsAreTheSameByWhateverReads(@ForAll("events") String body, @ForAll("sizes") List<Integer> sizes) {
        sameByWhateverReads(EventPieces::new, body, sizes);
    }

    private static void sameByWhateverReads(Supplier<StreamPieces> kind, String body, List<Integer> sizes) {
        List<String> atOnce = pieces(kind.get(), body);
        assertThat(pieces(kind.get(), utf8(body), sizes, true)).isEqualTo(atOnce);
        assertThat(pieces(kind.get(), utf8(body), sizes, false)).isEqualTo(atOnce);
    }
}
