package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import online.cloudtolocalllm.daemon.gateway.NoBufferLeaks;
import online.cloudtolocalllm.daemon.ipc.TestClient;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.upstream.After;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A streamed answer over IPC, from a real upstream to a real client. */
@ExtendWith(NoBufferLeaks.class)
class StreamedAnswersTest {

    private static final List<String> LINES = IntStream.rangeClosed(1, 5)
            .mapToObj(i -> "{\"n\":" + i + ",\"done\":" + (i == 5) + "}")
            .toList();

    private StreamScene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new StreamScene();
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    private static String chat(int id) {
        return ask(id, "/api/chat", "{\"model\":\"tiny\",\"messages\":[]}");
    }

    private static String ask(int id, String path, String data) {
        return "{\"command\":\"PROXY_REQUEST\",\"id\":" + id + ",\"stream\":true,\"method\":\"POST\",\"path\":\"" + path
                + "\",\"data\":" + data + "}";
    }

    private static StreamEvent event(int id, JsonObject line) {
        assertThat(line.get("id")).isEqualTo(Optional.of(new JsonNumber(String.valueOf(id))));
        return StreamEvent.read(line).orElseThrow(() -> new AssertionError(line.toJson()));
    }

    private static StreamEvent.Head head(int id, TestClient client) throws IOException {
        return (StreamEvent.Head) event(id, client.read());
    }

    private static String chunk(int id, TestClient client) throws IOException {
        return ((StreamEvent.Chunk) event(id, client.read())).data().toJson();
    }

    @Test
    void everyPieceArrivesBeforeTheNextIsThere() throws Exception {
        List<Gate> gates = IntStream.range(0, 4).mapToObj(i -> new Gate()).toList();
        Reply.Streamed reply = Reply.ndjson(LINES);
        for (int i = 0; i < gates.size(); i++) {
            reply = reply.holdAfter(i + 1, gates.get(i));
        }
        scene.local.on("/api/chat", reply);
        TestClient client = scene.client();
        client.send(chat(7));
        StreamEvent.Head head = head(7, client);
        assertThat(head.httpStatus()).isEqualTo(200);
        assertThat(head.servedBy()).isEqualTo("local_ollama");
        assertThat(head.attempts()).isEqualTo(1);
        assertThat(head.tried()).isEmpty();
        assertThat(head.headers()).containsEntry("content-type", "application/x-ndjson");
        for (int i = 0; i < LINES.size(); i++) {
            assertThat(chunk(7, client)).isEqualTo(LINES.get(i));
            if (i < gates.size()) {
                gates.get(i).open();
            }
        }
        assertThat(event(7, client.read())).isEqualTo(new StreamEvent.End());
        SeenRequest seen = scene.local.awaitRequest("/api/chat");
        assertThat(Json.parseObject(seen.body().utf8()).flag("stream", false)).isTrue();
        assertThat(client.ask(chat(7)).text("event")).contains("head");
    }

    @Test
    void eventsBecomeChunksAndDoneNone() throws Exception {
        scene.local.on("/v1/chat/completions", Reply.events(List.of("{\"a\":1}", "{\"a\":2}", "[DONE]")));
        TestClient client = scene.client();
        client.send(ask(1, "/v1/chat/completions", "{\"model\":\"tiny\"}"));
        assertThat(head(1, client).headers()).containsEntry("content-type", "text/event-stream");
        assertThat(chunk(1, client)).isEqualTo("{\"a\":1}");
        assertThat(chunk(1, client)).isEqualTo("{\"a\":2}");
        assertThat(event(1, client.read())).isEqualTo(new StreamEvent.End());
    }

    @Test
    void aBrokenStreamNeverEndsWell() throws Exception {
        scene.local.on("/api/chat", new Fault.CutByFin(Reply.ndjson(LINES), After.chunks(3)));
        TestClient client = scene.client();
        client.send(chat(1));
        head(1, client);
        for (int i = 0; i < 3; i++) {
            assertThat(chunk(1, client)).isEqualTo(LINES.get(i));
        }
        assertThat(event(1, client.read())).isInstanceOfSatisfying(StreamEvent.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("stream_broken");
            assertThat(failed.message()).startsWith("local_ollama stopped in the middle of the answer");
        });
        assertThat(client.ask("{\"command\":\"PING\",\"id\":2}").text("status")).contains("pong");
    }

    @Test
    void failsOverBeforeTheFirstByteAndSaysWho() throws Exception {
        try (ScriptedUpstream second = ScriptedUpstream.ollama();
                StreamScene two = new StreamScene(second)) {
            two.local.on("/api/chat", Reply.json(500, "{\"oops\":1}"));
            second.on("/api/chat", Reply.ndjson(LINES), Reply.json("{\"done\":true}"));
            TestClient client = two.client();
            client.send("{\"command\":\"PROXY_REQUEST\",\"id\":1,\"stream\":true,\"method\":\"POST\",\"path\":"
                    + "\"/api/chat\",\"data\":{\"model\":\"tiny\"}}");
            StreamEvent.Head head = head(1, client);
            assertThat(head.servedBy()).isEqualTo("other_1");
            assertThat(head.attempts()).isEqualTo(2);
            assertThat(head.tried()).containsExactly(new Tried("local_ollama", "it answered 500"));
        }
    }

    @Test
    void cancelEndsTheUpstreamsRequestAndTellsTheClient() throws Exception {
        Gate never = new Gate();
        scene.local.on("/api/chat", Reply.ndjson(LINES).holdAfter(2, never));
        scene.local.on("/api/generate", new Fault.HangsBeforeFirstByte());
        TestClient client = scene.client();
        client.send(chat(1));
        head(1, client);
        chunk(1, client);
        chunk(1, client);
        JsonObject last = client.ask("{\"command\":\"CANCEL\",\"id\":1}");
        assertThat(event(1, last)).isInstanceOfSatisfying(StreamEvent.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo("cancelled"));
        scene.local.awaitClientGone(scene.local.awaitRequest("/api/chat"));
        client.send("{\"command\":\"PROXY_REQUEST\",\"id\":2,\"method\":\"POST\",\"path\":\"/api/generate\","
                + "\"data\":{\"model\":\"tiny\"}}");
        SeenRequest whole = scene.local.awaitRequest("/api/generate");
        assertThat(client.ask("{\"command\":\"CANCEL\",\"id\":2}").text("code")).contains("cancelled");
        scene.local.awaitClientGone(whole);
        scene.awaitIdle();
        never.open();
    }

    @Test
    void aClientThatGoesEndsItsStreams() throws Exception {
        Gate never = new Gate();
        scene.local.on("/api/chat", Reply.ndjson(LINES).holdAfter(2, never));
        TestClient client = scene.client();
        client.send(chat(1));
        head(1, client);
        client.close();
        scene.local.awaitClientGone(scene.local.awaitRequest("/api/chat"));
        scene.awaitIdle();
        never.open();
    }

    @Test
    void withoutCreditTheAnswerWaitsAndNoOtherCallNotices() throws Exception {
        String filler = "x".repeat(32 * 1024);
        List<String> many = IntStream.range(0, 400)
                .mapToObj(i -> "{\"n\":" + i + ",\"f\":\"" + filler + "\",\"done\":" + (i == 399) + "}")
                .toList();
        scene.local.on("/api/chat", Reply.ndjson(many), Reply.ndjson(LINES));
        TestClient client = scene.client();
        client.send(chat(1));
        head(1, client);
        long open = 1024 * 1024;
        List<String> got = new ArrayList<>();
        while (open > 0) {
            JsonObject line = client.read();
            open -= line.toJson().length() + 1;
            got.add(line.get("data").orElseThrow().toJson());
        }
        client.send(chat(2));
        head(2, client);
        for (String line : LINES) {
            assertThat(chunk(2, client)).isEqualTo(line);
        }
        assertThat(event(2, client.read())).isEqualTo(new StreamEvent.End());
        assertThat(Until.holds(Until.LIMIT, () -> scene.broker.requestsRunning() == 1))
                .as("only the one that waits is left")
                .isTrue();
        client.send("{\"command\":\"CREDIT\",\"id\":1,\"bytes\":16777216}");
        while (got.size() < many.size()) {
            got.add(chunk(1, client));
        }
        assertThat(got).isEqualTo(many);
        assertThat(event(1, client.read())).isEqualTo(new StreamEvent.End());
    }

    @Test
    void aPieceOfMoreThanAMebibyteBreaksTheAnswerOff() throws Exception {
        scene.local.on("/api/chat", Reply.ndjson(List.of("{\"f\":\"" + "x".repeat(1024 * 1024) + "\"}", "{}")));
        TestClient client = scene.client();
        client.send(chat(1));
        head(1, client);
        assertThat(event(1, client.read()))
                .isInstanceOfSatisfying(StreamEvent.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo("chunk_too_large"));
        scene.awaitIdle();
    }

    @Test
    void aStopTellsEveryStream() throws Exception {
        Gate never = new Gate();
        scene.local.on("/api/chat", Reply.ndjson(LINES).holdAfter(2, never), Reply.ndjson(LINES));
        TestClient client = scene.client();
        client.send(chat(1));
        head(1, client);
        chunk(1, client);
        chunk(1, client);
        scene.server.stopTaking();
        assertThat(client.ask(chat(2)).text("code")).contains("stopping");
        scene.broker.interrupt("The daemon is stopping.");
        assertThat(event(1, client.read()))
                .isInstanceOfSatisfying(StreamEvent.Failed.class, failed -> assertThat(failed.message())
                        .isEqualTo("The daemon is stopping."));
        never.open();
    }
}
