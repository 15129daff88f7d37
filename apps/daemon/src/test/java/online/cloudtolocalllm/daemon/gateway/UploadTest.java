package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large bodies: passed on as they come with little memory, never sent twice, and answered early where the upstream does. */
@ExtendWith(NoBufferLeaks.class)
class UploadTest {

    private static final int MIB = 1024 * 1024;
    private static final String BLOB = "/api/blobs/sha256:0";

    /** Pools, both sockets' buffers in this process, and nothing that grows with the body. */
    private static final long LITTLE = 24L * MIB;

    /** What fits into the system's buffers of two connections, and not much more. */
    private static final long STALLED = 32L * MIB;

    /** For much that has to pass on a busy machine. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static long directMemory() {
        long used = PlatformDependent.usedDirectMemory();
        assertThat(used).as("Netty counts its direct memory").isNotNegative();
        return used;
    }

    private static GatewayFixture before(Sink sink) throws IOException {
        return new GatewayFixture()
                .connection(
                        "local_ollama", JsonObject.of("connection_type", "local_ollama", "api_base_url", sink.url()))
                .open();
    }

    private static String post(GatewayFixture gateway, String path, long length) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + gateway.address() + "\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    /** Sends a body on a thread of its own; completes with whether all of it could be sent. */
    private static CompletableFuture<Boolean> sendInBackground(RawHttp client, long length, AtomicLong sent) {
        CompletableFuture<Boolean> all = new CompletableFuture<>();
        Bytes piece = Bytes.of(new byte[256 * 1024]);
        Thread.ofVirtual().start(() -> {
            try {
                while (sent.get() < length) {
                    int next = (int) Math.min(piece.size(), length - sent.get());
                    client.send(piece.slice(0, next));
                    sent.addAndGet(next);
                }
                all.complete(true);
            } catch (IOException closed) {
                all.complete(false);
            }
        });
        return all;
    }

    private static void awaitStandstill(AtomicLong counter) throws InterruptedException {
        AtomicLong last = new AtomicLong(-1);
        AtomicLong same = new AtomicLong();
        assertThat(Until.holds(Until.LIMIT, () -> {
                    same.set(last.getAndSet(counter.get()) == counter.get() ? same.get() + 1 : 0);
                    return same.get() > 10;
                }))
                .isTrue();
    }

    @Test
    void aBlobOf200MiBPassesWithLittleMemory() throws Exception {
        long length = 200L * MIB;
        try (Sink sink = new Sink().read();
                GatewayFixture gateway = before(sink);
                RawHttp client = RawHttp.connect(gateway.address())) {
            long memory = directMemory();
            AtomicLong most = new AtomicLong();
            client.send(post(gateway, BLOB, length));
            AtomicLong sent = new AtomicLong();
            CompletableFuture<Boolean> all = sendInBackground(client, length, sent);
            assertThat(Until.holds(LONG, () -> {
                        most.accumulateAndGet(directMemory(), Math::max);
                        return all.isDone();
                    }))
                    .isTrue();
            assertThat(client.readAnswer().text()).isEqualTo("{\"bytes\":" + length + "}");
            assertThat(sink.bodyBytes()).isEqualTo(length);
            assertThat(most.get() - memory).isLessThan(LITTLE);
            gateway.awaitIdle();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BLOB, "/api/chat"})
    void anUpstreamThatDoesNotReadHoldsTheClientBack(String path) throws Exception {
        long length = 64L * MIB;
        try (Sink sink = new Sink();
                GatewayFixture gateway = before(sink);
                RawHttp client = RawHttp.connect(gateway.address())) {
            long memory = directMemory();
            client.send(post(gateway, path, length));
            AtomicLong sent = new AtomicLong();
            CompletableFuture<Boolean> all = sendInBackground(client, length, sent);
            awaitStandstill(sent);
            boolean kept = path.equals("/api/chat");
            // a body that another attempt may need is gathered up to 32 MiB before it is sent
            assertThat(sent.get()).isLessThan(kept ? STALLED + 32L * MIB - 1 : STALLED);
            assertThat(directMemory() - memory).isLessThan(kept ? LITTLE + 64L * MIB : LITTLE);

            sink.read();
            assertThat(all.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(client.readAnswer().text()).isEqualTo("{\"bytes\":" + length + "}");
            gateway.awaitIdle();
        }
    }

    @Test
    void aBodyThatIsTooLargeToKeepIsNeverSentTwice() throws Exception {
        long length = 40L * MIB;
        try (Sink sink = new Sink();
                ScriptedUpstream cloud = ScriptedUpstream.cloud("cloud-token", Offer.usual());
                GatewayFixture gateway = new GatewayFixture()
                        .connection(
                                "local_ollama",
                                JsonObject.of("connection_type", "local_ollama", "api_base_url", sink.url()))
                        .cloud(cloud, "cloud-token")
                        .open();
                RawHttp client = RawHttp.connect(gateway.address())) {
            sink.readAndReset();
            client.send(post(gateway, "/api/chat", length));
            CompletableFuture<Boolean> all = sendInBackground(client, length, new AtomicLong());
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.head().first("X-Attempts")).contains("1");
            assertThat(all.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(sink.posts()).isEqualTo(1);
            assertThat(cloud.requests("/api/ollama/api/chat")).isEmpty();
            gateway.awaitIdle();
        }
    }

    @ParameterizedTest
    @EnumSource(Upload.class)
    void anAnswerBeforeTheBodyReachesAClientThatIsStillSending(Upload upload) throws Exception {
        long length = 24L * MIB;
        Reply.Whole tooLarge = Reply.json(413, "{\"error\":\"the blob is too large\"}");
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                GatewayFixture gateway = GatewayFixture.only(upstream);
                RawHttp client = RawHttp.connect(gateway.address())) {
            upstream.on(BLOB, new Fault.AnswersBeforeBody(tooLarge, upload));
            client.send(post(gateway, BLOB, length));
            CompletableFuture<Boolean> all = sendInBackground(client, length, new AtomicLong());
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).isEqualTo("{\"error\":\"the blob is too large\"}");
            assertThat(answer.head().closes()).isTrue();
            assertThat(all.get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .as("the rest could be sent")
                    .isTrue();
            gateway.awaitIdle();
        }
    }

    @Test
    void anUploadMayTakeLongerThanAFirstByte() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                GatewayFixture gateway = new GatewayFixture()
                        .local(upstream)
                        .limits(GatewayFixture::impatient)
                        .open();
                RawHttp client = RawHttp.connect(gateway.address())) {
            upstream.on(BLOB, Reply.json(201, "{}"));
            int length = 100_000;
            client.send(post(gateway, BLOB, length));
            long end = System.nanoTime() + 2 * GatewayFixture.IMPATIENT.toNanos();
            AtomicLong sent = new AtomicLong();
            assertThat(Until.holds(Until.LIMIT, () -> {
                        send(client, "x");
                        sent.incrementAndGet();
                        return System.nanoTime() - end > 0;
                    }))
                    .isTrue();
            client.send("x".repeat(length - sent.intValue()));
            assertThat(client.readAnswer().status()).isEqualTo(201);
        }
    }

    private static void send(RawHttp client, String text) {
        try {
            client.send(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
