package online.cloudtolocalllm.broker.journal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.testkit.ManualClock;

/** A journal with a clock that tests move, and short ways to tell it what happens. */
final class Traced {

    static final ConnectionSettings LOCAL = Connections.local("http://localhost:11434");
    static final ConnectionSettings CLOUD = Connections.cloud("http://localhost:1", "secret-token");

    final ManualClock clock = new ManualClock();
    final List<RequestRecord> heard = new ArrayList<>();
    final RequestJournal journal = new RequestJournal(clock, List.of(heard::add));

    Trace begin(String method, String target, HttpHeaders headers) {
        RequestTarget parsed = RequestTarget.parse(target).orElseThrow();
        RelayRequest request = new RelayRequest(
                HttpMethod.valueOf(method),
                parsed,
                headers,
                0,
                Optional.empty(),
                Privacy.ANY,
                false,
                "t-1",
                Optional.of("editor"));
        return journal.begin(request, PathKind.of(method, parsed.path()));
    }

    Trace chat() {
        return begin("POST", "/api/chat", new DefaultHttpHeaders());
    }

    RequestRecord last() {
        return heard.getLast();
    }

    static void pass(Trace trace, byte[]... pieces) {
        for (byte[] piece : pieces) {
            ByteBuf bytes = Unpooled.wrappedBuffer(piece);
            trace.content(bytes);
            if (bytes.readableBytes() != piece.length) {
                throw new AssertionError("the piece was read");
            }
        }
    }

    static void pass(Trace trace, String piece) {
        pass(trace, piece.getBytes(StandardCharsets.UTF_8));
    }
}
