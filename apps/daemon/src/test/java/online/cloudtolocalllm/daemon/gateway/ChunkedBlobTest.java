package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A blob whose length is not known beforehand passes with as little memory as any other. */
@ExtendWith(NoBufferLeaks.class)
class ChunkedBlobTest {

    private static final int MIB = 1024 * 1024;
    private static final int CHUNKS = 256;

    /** Pools, both sockets' buffers in this process, and nothing that grows with the body. */
    private static final long LITTLE = 24L * MIB;

    private static CompletableFuture<Boolean> sendInBackground(RawHttp client) {
        CompletableFuture<Boolean> all = new CompletableFuture<>();
        Bytes chunk = Bytes.of(new byte[MIB]);
        Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < CHUNKS; i++) {
                    client.send(Integer.toHexString(MIB) + "\r\n").send(chunk).send("\r\n");
                }
                client.send("0\r\n\r\n");
                all.complete(true);
            } catch (IOException closed) {
                all.complete(false);
            }
        });
        return all;
    }

    @Test
    void aChunkedBlobOf256MiBPassesWithLittleMemory() throws Exception {
        try (Sink sink = new Sink().read();
                GatewayFixture gateway = new GatewayFixture()
                        .connection(
                                "local_ollama",
                                JsonObject.of("connection_type", "local_ollama", "api_base_url", sink.url()))
                        .open();
                RawHttp client = RawHttp.connect(gateway.address())) {
            long before = PlatformDependent.usedDirectMemory();
            AtomicLong most = new AtomicLong();
            client.send("POST /api/blobs/sha256:0 HTTP/1.1\r\nHost: " + gateway.address()
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            CompletableFuture<Boolean> all = sendInBackground(client);

            assertThat(Until.holds(Duration.ofMinutes(2), () -> {
                        most.accumulateAndGet(PlatformDependent.usedDirectMemory(), Math::max);
                        return all.isDone();
                    }))
                    .isTrue();
            assertThat(all).isCompletedWithValue(true);
            assertThat(client.readAnswer().status()).isEqualTo(201);
            assertThat(sink.bodyBytes()).isEqualTo((long) CHUNKS * MIB);
            assertThat(most.get() - before).isLessThan(LITTLE);
            gateway.awaitIdle();
        }
    }
}
