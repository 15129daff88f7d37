package online.cloudtolocalllm.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Head;
import online.cloudtolocalllm.testkit.recorded.RealServer;
import online.cloudtolocalllm.testkit.recorded.Recording;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens as they are counted in what real servers said. */
class RecordedTokensTest {

    private static final RealServer[] SERVERS = RealServer.values();

    private static Tokens tokens(Recording recording, List<Bytes> pieces) {
        Traced traced = new Traced();
        Head request = recording.requestHead();
        Trace trace = traced.begin(request.method(), request.target(), new DefaultHttpHeaders());
        trace.asked(Traced.LOCAL);
        Head head = recording.responseHead();
        trace.answered(
                Traced.LOCAL.id(), head.status(), head.first("Content-Type").orElse(""));
        pieces.forEach(piece -> Traced.pass(trace, piece.toArray()));
        trace.ended(Trace.End.WHOLE, "");
        return traced.last().tokens();
    }

    @ParameterizedTest
    @CsvSource({
        "OLLAMA, chat-stream, 6, 132, false",
        "OLLAMA, chat-whole, 6, 132, false",
        "OLLAMA, chat-tools-stream, ?, ?, false",
        "OLLAMA, chat-thinking-stream, ?, ?, false",
        "OLLAMA, generate-stream, 6, 132, false",
        "OLLAMA, generate-whole, 6, 132, false",
        "OLLAMA, embed-one, 3, -1, false",
        "OLLAMA, embed-many, 7, -1, false",
        "OLLAMA, embeddings-old, -1, -1, false",
        "OLLAMA, v1-chat-whole, 6, 132, false",
        "OLLAMA, v1-chat-stream, -1, 131, true",
        "OLLAMA, v1-chat-stream-usage, 6, 4, false",
        "OLLAMA, v1-completions-stream, -1, ?, true",
        "OLLAMA, v1-embeddings, 7, -1, false",
        "OLLAMA, v1-messages-stream, 6, 8, false",
        "OLLAMA, v1-messages-whole, 6, ?, false",
        "OLLAMA, v1-responses-stream, 6, 6, false",
        "OLLAMA, v1-responses-whole, 6, ?, false",
        "OLLAMA, error-chat-unknown-model, -1, -1, false",
        "OLLAMA, tags, -1, -1, false",
        "OLLAMA, pull-unreachable-stream, -1, -1, false",
        "LLAMA_CPP, chat-stream, 6, 132, false",
        "LLAMA_CPP, chat-stream-usage, 6, 4, false",
        "LLAMA_CPP, chat-whole, 6, 132, false",
        "LLAMA_CPP, completions-stream, 2, 6, false",
        "LLAMA_CPP, messages-stream, 6, 8, false",
        "LLAMA_CPP, messages-whole, 6, 8, false",
        "LLAMA_CPP, responses-stream, 6, 6, false",
    })
    void tokensAreWhatTheServerSays(
            RealServer server, String name, String prompt, String completion, boolean estimated) {
        Recording recording = Recording.of(server, name);
        Tokens tokens = tokens(recording, recording.chunks());
        check(tokens.prompt(), prompt);
        check(tokens.completion(), completion);
        assertThat(tokens.estimated()).isEqualTo(estimated);
    }

    private static void check(OptionalLong found, String expected) {
        if (expected.equals("?")) {
            assertThat(found.orElse(-1)).isGreaterThan(0);
        } else {
            assertThat(found.orElse(-1)).isEqualTo(Long.parseLong(expected));
        }
    }

    @Provide
    Arbitrary<Recording> recordings() {
        return Arbitraries.of(List.of(SERVERS))
                .flatMap(server -> Arbitraries.of(Recording.names(server)).map(name -> Recording.of(server, name)));
    }

    @Property(tries = 300)
    void anyPiecesOfTheSameBytesGiveTheSameCounts(@ForAll("recordings") Recording recording, @ForAll long seed) {
        Bytes body = recording.body();
        assertThat(tokens(recording, pieces(body, new Random(seed)))).isEqualTo(tokens(recording, List.of(body)));
    }

    private static List<Bytes> pieces(Bytes body, Random random) {
        List<Bytes> pieces = new ArrayList<>();
        int most = 1 + random.nextInt(random.nextBoolean() ? 9 : 9000);
        for (int at = 0; at < body.size(); ) {
            int end = Math.min(body.size(), at + 1 + random.nextInt(most));
            pieces.add(body.slice(at, end));
            at = end;
        }
        return pieces;
    }
}
