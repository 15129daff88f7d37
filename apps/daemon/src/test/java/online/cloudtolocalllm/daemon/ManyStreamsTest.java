package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import online.cloudtolocalllm.daemon.gateway.NoBufferLeaks;
import online.cloudtolocalllm.daemon.ipc.TestClient;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several streamed answers at the same time, of clients that read and of one that does not. */
@ExtendWith(NoBufferLeaks.class)
class ManyStreamsTest {

    private StreamScene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new StreamScene();
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    private static String chat(int id, boolean streamed) {
        return "{\"command\":\"PROXY_REQUEST\",\"id\":" + id + ",\"stream\":" + streamed
                + ",\"method\":\"POST\",\"path\":\"/api/chat\",\"data\":{\"model\":\"tiny\",\"messages\":[]}}";
    }

    private static List<String> lines(int count, int size) {
        String filler = "x".repeat(size);
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"n\":" + i + ",\"f\":\"" + filler + "\",\"done\":" + (i == count) + "}")
                .toList();
    }

    /** Reads events until so many calls have ended; what came of each, by its id. */
    private static Map<Long, List<String>> read(TestClient client, int calls) throws IOException {
        Map<Long, List<String>> came = new HashMap<>();
        for (int ended = 0; ended < calls; ) {
            JsonObject event = client.read();
            List<String> mine = came.computeIfAbsent(event.integer("id").orElseThrow(), id -> new ArrayList<>());
            switch (event.text("event", "")) {
                case "chunk" -> mine.add(event.get("data").orElseThrow().toJson());
                case "end" -> ended++;
                case "head" -> assertThat(mine).isEmpty();
                default -> throw new AssertionError(event.toJson());
            }
        }
        return came;
    }

    @Test
    void manyAnswersShareAConnection() throws Exception {
        int calls = 40;
        List<String> lines = lines(200, 20);
        Gate all = new Gate();
        scene.local.on(
                "/api/chat",
                Collections.nCopies(calls, Reply.ndjson(lines).holdAfter(100, all))
                        .toArray(Reply[]::new));
        TestClient client = scene.client();
        for (int id = 0; id < calls; id++) {
            client.send(chat(id, true));
        }
        all.open();
        Map<Long, List<String>> came = read(client, calls);
        assertThat(came).hasSize(calls);
        assertThat(came.values()).allSatisfy(mine -> assertThat(mine).isEqualTo(lines));
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNobodyAndLosesNothing() throws Exception {
        List<String> much = lines(500, 32 * 1024);
        List<String> little = lines(50, 10);
        scene.local.on("/api/chat", Reply.ndjson(much), Reply.ndjson(little));
        TestClient deaf = scene.client();
        deaf.send(chat(1, true));
        scene.local.awaitRequest("/api/chat");
        deaf.send("{\"command\":\"CREDIT\",\"id\":1,\"bytes\":16777216}");
        TestClient good = scene.client();
        good.send(chat(1, true));
        assertThat(read(good, 1)).containsEntry(1L, little);
        deaf.send("{\"command\":\"CREDIT\",\"id\":1,\"bytes\":16777216}");
        assertThat(read(deaf, 1)).containsEntry(1L, much);
    }

    @Test
    void wholeRepliesSayWhoDidNotAnswer() throws Exception {
        try (ScriptedUpstream second = ScriptedUpstream.ollama();
                StreamScene two = new StreamScene(second)) {
            two.local.on("/api/chat", Reply.json(503, "{\"error\":\"busy\"}"), Reply.json(503, "{\"error\":\"busy\"}"));
            second.on("/api/chat", Reply.json("{\"done\":true}"), Reply.json(500, "{\"error\":\"bad\",\"x\":1}"));
            TestClient client = two.client();
            JsonObject served = client.ask(chat(1, false));
            assertThat(served.text("served_by")).contains("other_1");
            assertThat(served.integer("attempts")).hasValue(2);
            assertThat(served.array("tried"))
                    .isEqualTo(Tried.toJson(List.of(new Tried("local_ollama", "it answered 503"))));
            JsonObject refused = client.ask(chat(2, false));
            assertThat(refused.text("served_by")).contains("local_ollama");
            assertThat(refused.array("tried"))
                    .isEqualTo(Tried.toJson(List.of(new Tried("other_1", "it answered 500"))));
        }
    }
}
