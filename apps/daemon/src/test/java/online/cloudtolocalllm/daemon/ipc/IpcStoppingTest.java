package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While the daemon stops, running requests are answered and no others begin; and replies never take more room than there is. */
class IpcStoppingTest {

    private static final Duration NOT_YET = Duration.ofMillis(200);
    private static final String PROXY =
            "{\"id\":%d,\"command\":\"PROXY_REQUEST\",\"method\":\"GET\",\"path\":\"/api/tags\"}";

    @Test
    void whatRunsIsAnsweredAndNothingElseBegins() throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD)) {
            live.control.answer = call -> Optional.empty();
            TestClient client = live.client();
            client.send(PROXY.formatted(1));
            FakeControl.Call call = live.control.nextCall();
            live.server.stopTaking();
            assertThat(client.ask(PROXY.formatted(2)).text("code")).contains("stopping");
            assertThat(client.ask("{\"id\":3,\"command\":\"START_DEMO\"}").text("code"))
                    .contains("stopping");
            assertThat(client.ask("{\"id\":4,\"command\":\"LIST_KEYS\"}").text("code"))
                    .contains("stopping");
            assertThat(client.ask("{\"id\":5,\"command\":\"PING\"}").text("status"))
                    .contains("pong");
            assertThat(client.ask("{\"id\":6,\"command\":\"GET_CONNECTION_STATUS\"}")
                            .has("status"))
                    .isTrue();
            assertThat(live.server.awaitDelivered(NOT_YET)).isFalse();
            call.reply().complete(new ProxyReply.Answered(200, "local_ollama", JsonObject.of("x", "y")));
            assertThat(client.read().toJson()).contains("\"result\":{\"x\":\"y\"}");
            assertThat(live.server.awaitDelivered(Until.LIMIT)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"command\":\"PING\"}",
                "{\"command\":\"NONSENSE ä\"}",
                "{\"command\":\"START_DEMO\"}",
                "{\"command\":\"PROXY_REQUEST\"}",
                "{\"command\":\"SUBSCRIBE\"}",
            })
    void aReplyThatWaitedForAnEarlierOneIsCountedOnce(String behind) throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD)) {
            live.control.answer = call -> Optional.empty();
            TestClient client = live.client();
            client.send("{\"command\":\"PROXY_REQUEST\",\"method\":\"GET\",\"path\":\"/api/tags\"}");
            FakeControl.Call call = live.control.nextCall();
            live.server.stopTaking();
            client.send(behind);
            assertThat(client.ask("{\"command\":\"PING\",\"id\":1}").text("status"))
                    .as("the line before is held by now")
                    .contains("pong");
            call.reply().complete(new ProxyReply.Answered(200, "local_ollama", JsonObject.of("x", "y")));
            assertThat(client.read().has("result")).isTrue();
            assertThat(client.read().has("result")).isFalse();
            assertThat(live.server.awaitDelivered(Until.LIMIT)).isTrue();
        }
    }

    @Test
    void aStreamWhoseRestWaitsForCreditIsBrokenOff() throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD)) {
            live.control.streamed = (call, answer) -> {
                answer.head(
                        new StreamEvent.Head(200, "x", 1, List.of(), Map.of("content-type", "application/x-ndjson")));
                String line = "\"" + "x".repeat(600 * 1024) + "\"\n";
                answer.content(Unpooled.wrappedBuffer(line.repeat(3).getBytes(StandardCharsets.UTF_8)));
                answer.end();
            };
            TestClient client = live.client();
            client.send("{\"id\":1,\"command\":\"PROXY_REQUEST\",\"stream\":true,\"method\":\"GET\",\"path\":\"/x\"}");
            for (String event : List.of("head", "chunk", "chunk")) {
                assertThat(client.read().text("event")).contains(event);
            }
            live.server.stopTaking();
            assertThat(live.server.awaitDelivered(NOT_YET)).isFalse();
            live.server.breakOffStreams("The daemon is stopping.");
            assertThat(client.read().object("error").text("code")).contains("stream_broken");
            assertThat(live.server.awaitDelivered(Until.LIMIT)).isTrue();
        }
    }

    @Test
    void roomIsTakenAndGivenBack() {
        ReplyRoom room = new ReplyRoom(100);
        ReplyRoom.Share first = room.share();
        ReplyRoom.Share second = room.share();
        assertThat(first.take(60)).isEqualTo(ReplyRoom.Taking.TAKEN);
        assertThat(second.take(60)).isEqualTo(ReplyRoom.Taking.CLIENT_IS_FULL);
        assertThat(second.take(40)).isEqualTo(ReplyRoom.Taking.TAKEN);
        assertThat(first.take(1)).isEqualTo(ReplyRoom.Taking.CLIENT_IS_FULL);
        first.becomes(90);
        assertThat(room.used()).isEqualTo(130);
        assertThat(second.take(1)).isEqualTo(ReplyRoom.Taking.CLIENT_IS_FULL);
        room.free(90);
        assertThat(second.take(60)).isEqualTo(ReplyRoom.Taking.TAKEN);
        second.becomes(0);
        assertThat(room.used()).isZero();
    }
}
