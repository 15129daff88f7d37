package online.cloudtolocalllm.broker.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import online.cloudtolocalllm.testkit.http.Bytes;

/** However an answer is cut into reads, it means the same or is refused; and its last byte is not taken for its end too early. */
class ResponseDecoderProperties {

    private static final List<String> GOOD = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd",
            "HTTP/1.1 200 OK\nContent-Length: 4\n\nabcd",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n",
            String.join(
                    "\r\n",
                    "HTTP/1.1 200 OK",
                    "Transfer-Encoding: chunked",
                    "Content-Type: application/x-ndjson",
                    "",
                    "8",
                    "{\"n\":1}\n",
                    "D;x=y",
                    "{\"done\":true}",
                    "0",
                    "X-T: 1",
                    "",
                    ""));

    private static final List<String> BAD = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.0 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
            "HTTP/1.1 200 OK\r\nX-A: 1\rX-B: 2\r\nContent-Length: 0\r\n\r\n",
            "nonsense\r\n\r\n");

    @Provide
    Arbitrary<String> answers() {
        Arbitrary<String> odd = Arbitraries.of("", "\r", "\n", " ", "\u0000", ":", ",", "0", "g", "\u00ff");
        Arbitrary<String> mutated = Combinators.combine(
                        Arbitraries.of(GOOD), Arbitraries.integers().between(0, 200), odd)
                .as((good, at, what) ->
                        good.substring(0, at % good.length()) + what + good.substring(at % good.length()));
        return Arbitraries.oneOf(Arbitraries.of(GOOD), Arbitraries.of(BAD), mutated);
    }

    @Property(tries = 400)
    void anyChunkingMeansTheSame(
            @ForAll("answers") String answer, @ForAll Set<@IntRange(max = 200) Integer> cuts, @ForAll boolean head) {
        Bytes bytes = Bytes.latin1(answer);
        List<String> whole = decoded(List.of(bytes), head);
        assertThat(decoded(bytes.splitAt(new TreeSet<>(cuts)), head)).isEqualTo(whole);
        assertThat(decoded(bytes.inPiecesOf(1), head)).isEqualTo(whole);
    }

    @Property(tries = 150)
    void aCutAnswerNeverEnds(@ForAll @IntRange(max = 300) int at) {
        for (String good : GOOD) {
            Bytes cut = Bytes.latin1(good).slice(0, at % good.length());
            long ends =
                    decoded(List.of(cut), false).stream().filter("end"::equals).count();
            // the interim answer in front of another one ends by itself
            assertThat(ends).isLessThanOrEqualTo(good.contains("100 Continue") ? 1 : 0);
        }
    }

    private static List<String> decoded(List<Bytes> reads, boolean answersHead) {
        ResponseDecoder decoder = new ResponseDecoder();
        decoder.expectAnswerTo(answersHead ? "HEAD" : "GET");
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        for (Bytes read : reads) {
            channel.writeInbound(Unpooled.wrappedBuffer(read.toArray()));
        }
        List<String> parts = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (HttpObject part = channel.readInbound(); part != null; part = channel.readInbound()) {
            boolean failed = part.decoderResult().isFailure();
            if (failed) {
                parts.add("refused");
                ReferenceCountUtil.release(part);
                break;
            }
            if (part instanceof HttpResponse response) {
                parts.add(response.status() + " " + response.headers().entries());
            }
            if (part instanceof HttpContent content) {
                body.append(content.content().toString(StandardCharsets.ISO_8859_1));
                if (part instanceof LastHttpContent) {
                    parts.add("body " + body);
                    body.setLength(0);
                    parts.add("end");
                }
            }
            ReferenceCountUtil.release(part);
        }
        parts.add("body " + body);
        channel.finishAndReleaseAll();
        return parts;
    }
}
