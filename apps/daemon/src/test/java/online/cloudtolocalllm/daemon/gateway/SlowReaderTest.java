package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that read slowly, or never, in front of an upstream that never stops. */
@ExtendWith(NoBufferLeaks.class)
class SlowReaderTest {

    private static final long LITTLE = 16L * 1024 * 1024;

    /** Long enough for an endless answer to fill every buffer on its way many times over. */
    private static final Duration WHILE = Duration.ofMillis(1_500);

    @Test
    void aClientThatNeverReadsKeepsMemoryBoundedAndIsForgottenWhenItLeaves() throws Exception {
        try (AttackedGateway gateway = new AttackedGateway()) {
            gateway.upstream().on("/api/chat", new Fault.EndlessBody());
            long memory = PlatformDependent.usedDirectMemory();
            AtomicLong most = new AtomicLong();
            SeenRequest request;
            try (RawHttp client = RawHttp.connect(gateway.address(), Until.LIMIT, 8 * 1024)) {
                client.request("POST", "/api/chat", Bytes.utf8(CHAT));
                request = gateway.upstream().awaitRequest("/api/chat");
                long end = System.nanoTime() + WHILE.toNanos();
                assertThat(Until.holds(Until.LIMIT, () -> {
                            most.accumulateAndGet(PlatformDependent.usedDirectMemory(), Math::max);
                            return System.nanoTime() - end > 0;
                        }))
                        .isTrue();
                assertThat(gateway.gateway().broker().requestsRunning()).isEqualTo(1);
            }
            assertThat(most.get() - memory).isLessThan(LITTLE);
            gateway.upstream().awaitClientGone(request);
            gateway.assertUnharmed();
        }
    }

    @Test
    void aClientThatReadsAPieceNowAndThenGetsThemInOrder() throws Exception {
        try (AttackedGateway gateway = new AttackedGateway()) {
            gateway.upstream().on("/api/chat", new Fault.EndlessBody());
            long memory = PlatformDependent.usedDirectMemory();
            AtomicInteger pieces = new AtomicInteger();
            SeenRequest request;
            try (RawHttp client = RawHttp.connect(gateway.address(), Until.LIMIT, 8 * 1024)) {
                client.request("POST", "/api/chat", Bytes.utf8(CHAT));
                request = gateway.upstream().awaitRequest("/api/chat");
                client.readHead();
                assertThat(Until.holds(Until.LIMIT, () -> isLine(client) && pieces.incrementAndGet() == 60))
                        .isTrue();
            }
            assertThat(PlatformDependent.usedDirectMemory() - memory).isLessThan(LITTLE);
            gateway.upstream().awaitClientGone(request);
            gateway.assertUnharmed();
        }
    }

    private static boolean isLine(RawHttp client) {
        try {
            return client.readPiece() instanceof Piece.Content(Bytes bytes)
                    && bytes.utf8().equals("{\"message\":{\"role\":\"assistant\",\"content\":\"on \"}}\n");
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
