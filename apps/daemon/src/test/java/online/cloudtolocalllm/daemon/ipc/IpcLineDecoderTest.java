package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.daemon.ipc.IpcLineDecoder.Next;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpcLineDecoderTest {

    private final IpcLineDecoder decoder = new IpcLineDecoder(IpcLimits.STANDARD);

    private Next feed(String text) {
        decoder.feed(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
        return decoder.next();
    }

    private static String line(Next next) {
        return next instanceof Next.Line line
                ? new String(line.bytes(), 0, line.length(), StandardCharsets.UTF_8)
                : next.toString();
    }

    @Test
    void cutsLines() {
        assertThat(line(feed("{1}\n{2}\n{3"))).isEqualTo("{1}");
        assertThat(line(decoder.next())).isEqualTo("{2}");
        assertThat(decoder.next()).isInstanceOf(Next.Incomplete.class);
        assertThat(line(feed("}\n"))).isEqualTo("{3}");
        assertThat(decoder.next()).isInstanceOf(Next.Incomplete.class);
    }

    @Test
    void takesOneCrLfFirst() {
        assertThat(feed("\r")).isInstanceOf(Next.Incomplete.class);
        assertThat(feed("\n")).isInstanceOf(Next.Incomplete.class);
        assertThat(line(feed("{}\n"))).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n{\"command\":\"QUIT\"}\n",
                "POST / HTTP/1.1\r\n",
                "\u0016\u0003\u0001",
                " {",
                "\n{",
                "\r{",
                "\r\n\r\n{",
                "\ufeff{",
                "[",
                "\u0000"
            })
    void anythingElseFirstIsForeign(String bytes) {
        assertThat(feed(bytes)).isInstanceOf(Next.Foreign.class);
    }

    @Test
    void strangersGetShortLines() {
        assertThat(line(feed("{" + "x".repeat(4095) + "\n"))).hasSize(4096);
        assertThat(feed("{" + "x".repeat(4096))).isEqualTo(new Next.TooLong(4096));
    }

    @Test
    void aLongLineThatArrivesWholeIsTooLongAsWell() {
        assertThat(feed("{" + "x".repeat(4096) + "\n")).isEqualTo(new Next.TooLong(4096));
    }

    @Test
    void trustedPeersGetLongerOnes() {
        decoder.trust();
        assertThat(line(feed("{" + "x".repeat(65_535) + "\n"))).hasSize(65_536);
        assertThat(feed("{" + "x".repeat(65_536))).isEqualTo(new Next.TooLong(65_536));
    }

    @Test
    void onlyALineThatNamesItsCommandEarlyMayBeVeryLong() {
        decoder.trust();
        decoder.allowLarge(true);
        String early = "{\"command\":\"PROXY_REQUEST\",\"data\":\"";
        assertThat(line(feed(early + "x".repeat(3_000_000) + "\"}\n"))).hasSize(early.length() + 3_000_002);
        assertThat(feed("{\"data\":\"" + "x".repeat(65_536) + "\",\"command\":\"PROXY_REQUEST\"}\n"))
                .isEqualTo(new Next.TooLong(65_536));
    }

    @Test
    void evenThatHasALimit() {
        decoder.trust();
        decoder.allowLarge(true);
        feed("{\"command\":\"PROXY_REQUEST\",\"data\":\"");
        String piece = "x".repeat(1024 * 1024);
        List<Next> seen = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            seen.add(feed(piece));
        }
        assertThat(seen.get(14)).isInstanceOf(Next.Incomplete.class);
        assertThat(seen.get(16)).isEqualTo(new Next.TooLong(16 * 1024 * 1024));
    }

    @Test
    void theLimitGrowsBetweenTwoLinesOfOnePiece() {
        assertThat(line(feed("{1}\n{" + "x".repeat(10_000) + "}\n"))).isEqualTo("{1}");
        decoder.trust();
        assertThat(line(decoder.next())).hasSize(10_002);
    }
}
