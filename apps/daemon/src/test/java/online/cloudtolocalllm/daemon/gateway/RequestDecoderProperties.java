package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import online.cloudtolocalllm.testkit.http.Bytes;

/** However a request is cut into reads, it means the same or is refused for the same reason. */
class RequestDecoderProperties {

    private static final List<String> GOOD = List.of(
            "GET /api/tags HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "\r\nPOST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{\"a\"}GET / HTTP/1.0\r\n\r\n",
            String.join(
                    "\r\n",
                    "POST /v1/x?y=z HTTP/1.1",
                    "host:[::1]",
                    "Transfer-Encoding: chunked",
                    "",
                    "3;e=1",
                    "abc",
                    "A",
                    "0123456789",
                    "0",
                    "X-T: 1",
                    "",
                    "HEAD /n HTTP/1.1",
                    "Host: localhost",
                    "",
                    ""));

    private static final List<String> BAD = Stream.of(
                    MalformedRequestTest.framings(),
                    MalformedRequestTest.fields(),
                    MalformedRequestTest.lines(),
                    MalformedRequestTest.chunks())
            .flatMap(attacks -> attacks)
            .map(attack -> attack.request().replace("{host}", "localhost"))
            .filter(request -> request.length() < 2_000)
            .toList();

    @Provide
    Arbitrary<String> requests() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(GOOD)), Tuple.of(3, Arbitraries.of(BAD)), Tuple.of(3, mutated()));
    }

    /** A good request with one character changed, put in, or left out. */
    private static Arbitrary<String> mutated() {
        Arbitrary<String> odd =
                Arbitraries.of("", "\r", "\n", "\r\n", " ", "\t", "\u0000", ":", ",", "0", "g", "\u00ff", "\u007f");
        return Combinators.combine(
                        Arbitraries.of(GOOD),
                        Arbitraries.integers().between(0, 400),
                        odd,
                        Arbitraries.integers().between(0, 2))
                .as((good, at, what, left) -> {
                    int from = at % good.length();
                    return good.substring(0, from) + what + good.substring(Math.min(good.length(), from + left));
                });
    }

    @Property(tries = 400)
    void anyChunkingMeansTheSame(@ForAll("requests") String request, @ForAll Set<@IntRange(max = 300) Integer> cuts) {
        Bytes bytes = Bytes.latin1(request);
        List<String> whole = decoded(List.of(bytes));
        assertThat(decoded(bytes.splitAt(new TreeSet<>(cuts)))).isEqualTo(whole);
        assertThat(decoded(bytes.inPiecesOf(1))).isEqualTo(whole);
    }

    @Property(tries = 200)
    void nothingIsReadBehindARefusal(@ForAll("requests") String request) {
        List<String> decoded = decoded(List.of(Bytes.latin1(request + GOOD.getFirst())));
        List<String> refusals =
                decoded.stream().filter(part -> part.contains("refused")).toList();
        assertThat(refusals.size()).isLessThanOrEqualTo(1);
        if (!refusals.isEmpty()) {
            assertThat(decoded.subList(decoded.indexOf(refusals.getFirst()) + 1, decoded.size()))
                    .allMatch(part -> part.equals("end"));
        }
    }

    /** What comes out, in words, with neighbouring pieces of a body joined. */
    private static List<String> decoded(List<Bytes> reads) {
        EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder());
        for (Bytes read : reads) {
            channel.writeInbound(Unpooled.wrappedBuffer(read.toArray()));
        }
        List<String> parts = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (HttpObject part = channel.readInbound(); part != null; part = channel.readInbound()) {
            String failure = part.decoderResult().isFailure()
                    ? " refused " + part.decoderResult().cause().getMessage()
                    : "";
            if (part instanceof HttpRequest request) {
                parts.add(
                        failure.isEmpty()
                                ? request.method() + " " + request.uri() + " " + request.protocolVersion() + " "
                                        + request.headers().entries()
                                : failure);
            }
            if (part instanceof HttpContent content) {
                body.append(content.content().toString(StandardCharsets.ISO_8859_1));
                if (part instanceof LastHttpContent || !failure.isEmpty()) {
                    parts.add("body " + body);
                    body.setLength(0);
                    parts.add(part instanceof HttpRequest || failure.isEmpty() ? "end" : failure);
                }
            }
            ReferenceCountUtil.release(part);
        }
        parts.add("body " + body);
        parts.removeIf(part -> part.equals("body "));
        channel.finishAndReleaseAll();
        return parts;
    }
}
