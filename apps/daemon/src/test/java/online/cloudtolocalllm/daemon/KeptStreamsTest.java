package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import online.cloudtolocalllm.daemon.gateway.NoBufferLeaks;
import online.cloudtolocalllm.daemon.ipc.TestClient;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers that outlive their clients, from a real upstream to real clients on two event loops. */
@ExtendWith(NoBufferLeaks.class)
class KeptStreamsTest {

    private static final List<String> LINES = IntStream.rangeClosed(1, 6)
            .mapToObj(i -> "{\"n\":" + i + ",\"done\":" + (i == 6) + "}")
            .toList();

    private final Gate gate = new Gate();
    private StreamScene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new StreamScene();
    }

    @AfterEach
    void close() throws IOException {
        gate.open();
        scene.close();
    }

    private static String chat(int id) {
        return "{\"command\":\"PROXY_REQUEST\",\"id\":" + id + ",\"stream\":true,\"keep\":true,\"method\":\"POST\","
                + "\"path\":\"/api/chat\",\"data\":{\"model\":\"tiny\",\"messages\":[]}}";
    }

    private static String attach(int id, String kept, int offset) {
        return "{\"command\":\"ATTACH_STREAM\",\"id\":" + id + ",\"kept\":\"" + kept + "\",\"offset\":" + offset + "}";
    }

    private static String about(String command, int id) {
        return "{\"command\":\"" + command + "\",\"id\":" + id + "}";
    }

    private static void chunks(TestClient client, List<String> expected) throws IOException {
        for (String line : expected) {
            assertThat(client.read().get("data").orElseThrow().toJson()).isEqualTo(line);
        }
    }

    private static String code(JsonObject line) {
        return line.object("error").text("code", "");
    }

    /** Asks, is sent two lines, and goes; the name of what is kept. */
    private String lost() throws IOException {
        scene.local.on("/api/chat", Reply.ndjson(LINES).holdAfter(2, gate));
        TestClient client = scene.client();
        String kept = client.ask(chat(1)).text("kept", "");
        chunks(client, LINES.subList(0, 2));
        client.close();
        return kept;
    }

    @Test
    void anotherClientReadsOnAndTheAnswerCountsAsRunning() throws Exception {
        String kept = lost();
        assertThat(kept).hasSize(43);
        TestClient next = scene.client();
        assertThat(scene.broker.requestsRunning()).isOne();
        JsonObject head = next.ask(attach(7, kept, 2));
        assertThat(head.text("event", "")).isEqualTo("head");
        assertThat(head.text("kept", "")).isEqualTo(kept);
        gate.open();
        chunks(next, LINES.subList(2, 6));
        assertThat(next.read().text("event", "")).isEqualTo("end");
        assertThat(next.ask(attach(7, kept, 5)).text("event", ""))
                .as("it was taken, and can be again")
                .isEqualTo("head");
        chunks(next, LINES.subList(5, 6));
        assertThat(next.read().text("event", "")).isEqualTo("end");
        assertThat(scene.local.requests("/api/chat")).hasSize(1);
    }

    @Test
    void clientsOnBothLoopsTakeItFromEachOther() throws Exception {
        String kept = lost();
        List<TestClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TestClient newcomer = scene.client();
            assertThat(newcomer.ask(attach(i, kept, 0)).text("event", "")).isEqualTo("head");
            chunks(newcomer, LINES.subList(0, 2));
            for (TestClient before : clients) {
                assertThat(code(before.read())).isEqualTo("taken_over");
            }
            clients.clear();
            clients.add(newcomer);
        }
        TestClient last = clients.getFirst();
        assertThat(code(last.ask(about("LEAVE", 3)))).isEqualTo("left");
        gate.open();
        scene.awaitIdle();
        assertThat(last.ask(attach(3, kept, 1)).text("event", "")).isEqualTo("head");
        chunks(last, LINES.subList(1, 6));
        assertThat(last.read().text("event", "")).isEqualTo("end");
    }

    @Test
    void onlyWhoReadsItCanCancelIt() throws Exception {
        String kept = lost();
        TestClient reader = scene.client();
        TestClient foreign = scene.client();
        assertThat(reader.ask(attach(1, kept, 2)).text("event", "")).isEqualTo("head");
        foreign.send(about("CANCEL", 1));
        assertThat(foreign.ask(about("PING", 2)).text("status")).contains("pong");
        assertThat(foreign.ask(attach(3, "x" + kept, 0)).text("code")).contains("not_kept");
        assertThat(scene.broker.requestsRunning()).isOne();
        assertThat(code(reader.ask(about("CANCEL", 1)))).isEqualTo("cancelled");
        scene.local.awaitClientGone(scene.local.awaitRequest("/api/chat"));
        assertThat(reader.ask(attach(1, kept, 0)).text("code")).contains("not_kept");
        scene.awaitIdle();
    }

    @Test
    void aLargeAnswerComesWholeToTheNextReader() throws Exception {
        String filler = "x".repeat(32 * 1024);
        List<String> many = IntStream.range(0, 300)
                .mapToObj(i -> "{\"n\":" + i + ",\"f\":\"" + filler + "\",\"done\":" + (i == 299) + "}")
                .toList();
        scene.local.on("/api/chat", Reply.ndjson(many));
        TestClient client = scene.client();
        String kept = client.ask(chat(1)).text("kept", "");
        client.close();
        TestClient next = scene.client();
        assertThat(next.ask(attach(1, kept, 0)).text("event", "")).isEqualTo("head");
        next.send("{\"command\":\"CREDIT\",\"id\":1,\"bytes\":16777216}");
        chunks(next, many);
        assertThat(next.read().text("event", "")).isEqualTo("end");
    }

    @Test
    void aStopEndsWhatNobodyReads() throws Exception {
        String kept = lost();
        assertThat(kept).isNotEmpty();
        TestClient there = scene.client();
        scene.server.stopTaking();
        scene.local.awaitClientGone(scene.local.awaitRequest("/api/chat"));
        scene.awaitIdle();
        assertThat(there.ask(attach(1, kept, 0)).text("code")).contains("stopping");
        assertThat(scene.server.awaitDelivered(Until.LIMIT)).isTrue();
    }

    @Test
    void aStopTellsWhoReadsAndWaitsForItsLastLine() throws Exception {
        String kept = lost();
        TestClient reader = scene.client();
        assertThat(reader.ask(attach(1, kept, 1)).text("event", "")).isEqualTo("head");
        chunks(reader, LINES.subList(1, 2));
        scene.server.stopTaking();
        scene.broker.interrupt("The daemon is stopping.");
        assertThat(code(reader.read())).isEqualTo("stream_broken");
        assertThat(scene.server.awaitDelivered(Until.LIMIT)).isTrue();
    }
}
