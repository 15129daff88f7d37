package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.status.StatusJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an authenticated client gets, on real sockets. */
class IpcCommandsTest {

    private final LiveServer live = new LiveServer(IpcLimits.STANDARD);

    @AfterEach
    void stop() throws Exception {
        live.close();
    }

    private static String proxy(String id, String data) {
        return "{\"command\":\"PROXY_REQUEST\",\"id\":" + id + ",\"method\":\"POST\",\"path\":\"/api/show\",\"data\":"
                + data + "}";
    }

    @Test
    void tellsTheStatus() throws Exception {
        JsonObject reply = live.client().ask("{\"command\":\"GET_CONNECTION_STATUS\",\"id\":\"s\"}");
        assertThat(reply.text("id")).contains("s");
        assertThat(reply.object("status").fields()).containsOnlyKeys("local_ollama", "cloud_proxy");
        assertThat(StatusJson.read(reply.object("snapshot"))).isEqualTo(live.control.status());
    }

    @Test
    void passesARequestOnAndItsAnswerBack() throws Exception {
        JsonObject reply = live.client().ask(proxy("1", "{\"model\":\"x\"}"));
        assertThat(reply.toJson())
                .isEqualTo(
                        "{\"id\":1,\"result\":{\"path\":\"/api/show\"},\"served_by\":\"local_ollama\",\"attempts\":1}");
        assertThat(live.control.nextCall().request().method()).isEqualTo("POST");
    }

    @Test
    void testsAConnection() throws Exception {
        TestClient client = live.client();
        assertThat(client.ask("{\"command\":\"TEST_CONNECTION\",\"connection\":\"local_ollama\"}")
                        .toJson())
                .isEqualTo("{\"result\":{\"connection\":\"local_ollama\",\"ok\":false,\"steps\":["
                        + "{\"step\":\"address\",\"ok\":true,\"ms\":1.2,\"detail\":\"localhost is 127.0.0.1\"},"
                        + "{\"step\":\"connect\",\"ok\":false,\"ms\":1000.0,\"detail\":\"nothing listens there\"}],"
                        + "\"advice\":\"Is Ollama running? Start it with \\\"ollama serve\\\".\"}}");
        assertThat(client.ask("{\"command\":\"TEST_CONNECTION\",\"connection\":\"nope\"}")
                        .text("code"))
                .contains("unknown_connection");
    }

    @Test
    void startsTheDemo() throws Exception {
        TestClient client = live.client();
        assertThat(client.ask("{\"command\":\"START_DEMO\"}").toJson())
                .isEqualTo("{\"ok\":true,\"address\":\"http://127.0.0.1:4711\"}");
        live.control.demo = CompletableFuture.completedFuture(new DemoStart.Failed("No.", "demo_ended"));
        assertThat(client.ask("{\"command\":\"START_DEMO\"}").toJson())
                .isEqualTo("{\"error\":\"No.\",\"code\":\"demo_ended\"}");
        live.control.demo = CompletableFuture.failedFuture(new IllegalStateException("broken"));
        assertThat(client.ask("{\"command\":\"START_DEMO\"}").text("code")).contains("internal");
    }

    @Test
    void quits() throws Exception {
        assertThat(live.client().ask("{\"command\":\"QUIT\",\"id\":1}").toJson())
                .isEqualTo("{\"id\":1,\"ok\":true}");
        assertThat(live.control.quit.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void repliesWithIdsOvertakeAndThoseWithoutDoNot() throws Exception {
        live.control.answer = call -> Optional.empty();
        TestClient client = live.client();
        client.send(proxy("null", "{}"));
        client.send("{\"command\":\"PING\"}");
        assertThat(client.ask("{\"command\":\"PING\",\"id\":2}").integer("id")).hasValue(2);
        live.control.nextCall().reply().complete(new ProxyReply.Refused("Nobody serves.", "no_connection"));
        assertThat(client.read().text("code")).contains("no_connection");
        assertThat(client.read().text("status")).contains("pong");
    }

    @Test
    void whatAClientAskedForIsCancelledWhenItGoes() throws Exception {
        live.control.answer = call -> Optional.empty();
        TestClient client = live.client();
        client.send(proxy("1", "{}"));
        FakeControl.Call call = live.control.nextCall();
        client.close();
        assertThat(call.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsAskedForIsCancelledWhenTheServerCloses() throws Exception {
        live.control.answer = call -> Optional.empty();
        TestClient client = live.client();
        client.send(proxy("1", "{}"));
        FakeControl.Call call = live.control.nextCall();
        live.server.close();
        client.expectClosed();
        assertThat(call.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void utf8MayBeSplitAnywhere() throws Exception {
        TestClient client = live.client();
        byte[] line = (proxy("\"ü🙂\"", "{\"prompt\":\"日本\"}") + "\n").getBytes(StandardCharsets.UTF_8);
        for (byte b : line) {
            client.write(new byte[] {b});
        }
        assertThat(client.read().text("id")).contains("ü🙂");
        assertThat(live.control.nextCall().request().body())
                .contains(new ProxyBody.Tree(JsonObject.of("prompt", "日本")));
    }

    @Test
    void longProxyRequestsPassAndKeepTheirPlace() throws Exception {
        TestClient client = live.client();
        String prompt = "x".repeat(8 * 1024 * 1024);
        client.send(proxy("null", "{\"prompt\":\"" + prompt + "\"}") + "\n{\"command\":\"PING\"}");
        assertThat(client.read().has("result")).isTrue();
        assertThat(client.read().text("status")).contains("pong");
        ByteBuf body = live.control.nextCall().request().body().orElseThrow().bytes();
        assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo("{\"prompt\":\"" + prompt + "\"}");
    }

    @Test
    void aLineOfMoreThanSixteenMebibytesIsRefused() throws Exception {
        TestClient client = live.client();
        byte[] piece = new byte[1024 * 1024];
        Arrays.fill(piece, (byte) 'x');
        client.write("{\"command\":\"PROXY_REQUEST\",\"data\":\"".getBytes(StandardCharsets.UTF_8));
        // Not a piece more: who still writes when the refusal has lingered for its second loses it.
        for (int i = 0; i < 16; i++) {
            client.write(piece);
        }
        assertThat(client.read().text("code")).contains("line_too_long");
        client.expectClosed();
        assertThat(live.client().ask("{\"command\":\"PING\"}").text("status")).contains("pong");
    }

    @Test
    void aLineNestedTooDeeplyIsRefused() throws Exception {
        TestClient client = live.client();
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(client.ask(proxy("1", deep)).text("code")).contains("bad_line");
        client.expectClosed();
        String fine = "[".repeat(Json.MAX_DEPTH - 1) + "]".repeat(Json.MAX_DEPTH - 1);
        assertThat(live.client().ask(proxy("1", fine)).has("result")).isTrue();
    }

    @Test
    void aLargeReplyReachesAPeerThatReads() throws Exception {
        String text = "ä".repeat(4 * 1024 * 1024);
        live.control.answer = call -> Optional.of(new ProxyReply.Answered(200, "local_ollama", new JsonText(text)));
        TestClient client = live.client();
        for (int i = 0; i < 4; i++) {
            client.send(proxy(String.valueOf(i), "{}"));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(client.read().text("result")).contains(text);
        }
    }

    @Test
    void aPeerThatNeverReadsIsCutOffAndNobodyElseNotices() throws Exception {
        ProxyReply large = new ProxyReply.Answered(200, "local_ollama", new JsonText("x".repeat(8 * 1024 * 1024)));
        try (LiveServer impatient = new LiveServer(IpcLimits.STANDARD.withStall(Duration.ofMillis(300)))) {
            TestClient deaf = impatient.client();
            TestClient good = impatient.client();
            impatient.control.answer = call -> Optional.empty();
            deaf.send(proxy("\"open\"", "{}"));
            FakeControl.Call open = impatient.control.nextCall();
            impatient.control.answer = call -> Optional.of(large);
            // In one piece: after the first reply it may be cut off at any moment.
            deaf.send(IntStream.range(0, 4)
                    .mapToObj(i -> proxy(String.valueOf(i), "{}"))
                    .collect(Collectors.joining("\n")));
            assertThat(good.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
            assertThat(open.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(good.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
        }
    }

    @Test
    void requestsAreNotReadFromAPeerThatDoesNotReadReplies() throws Exception {
        String text = "x".repeat(200 * 1024);
        live.control.answer = call -> Optional.of(new ProxyReply.Answered(200, "local_ollama", new JsonText(text)));
        TestClient client = live.client();
        // Far more replies than the sockets' buffers and the queue hold, of no more requests than may run at once; and
        // behind them more than is read while nothing is taken. All replies arrive once the peer reads.
        int large = 60;
        int small = 500;
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < large; i++) {
                    client.send(proxy(String.valueOf(i), "{}"));
                }
                for (int i = 0; i < small; i++) {
                    client.send("{\"command\":\"PING\",\"pad\":\"" + "x".repeat(60_000) + "\",\"id\":\"p" + i + "\"}");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < large + small; i++) {
            JsonObject reply = client.read();
            assertThat(reply.has("error")).isFalse();
            ids.add(reply.get("id").orElseThrow().toJson());
        }
        sender.get(20, TimeUnit.SECONDS);
        assertThat(ids).hasSize(large + small);
    }
}
