package online.cloudtolocalllm.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import online.cloudtolocalllm.demo.http.DemoServer;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;

class DemoStreamTest {

    private static final String COUNT = """
        {"model":"demo","messages":[{"role":"user","content":"count to 3"}]}\
        """;
    private static final String COUNT_LONG = """
        {"model":"demo","messages":[{"role":"user","content":"count to 1000"}]}\
        """;

    private final StepPace pace = new StepPace();

    @Test
    void eachPieceIsAChunkOfItsOwnAndGoesOutWhenItIsSaid() throws Exception {
        try (DemoServer demo = TestDemo.local(pace);
                RawClient client = new RawClient(demo.address())) {
            client.send("POST", "/api/chat", COUNT);
            pace.allow(1);
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(client.headers())
                    .containsEntry("content-type", "application/x-ndjson")
                    .containsEntry("transfer-encoding", "chunked");
            assertThat(piece(client)).isEqualTo("[demo]");
            for (String expected : new String[] {" Counting:", " 1", " 2", " 3."}) {
                pace.allow(1);
                assertThat(piece(client)).isEqualTo(expected);
            }
            JsonObject last = Json.parseObject(client.chunk().orElseThrow());
            assertThat(last.flag("done", false)).isTrue();
            assertThat(client.chunk()).isEmpty();
        }
    }

    @Test
    void theConnectionServesTheNextRequestAfterAStream() throws Exception {
        pace.allow(100);
        try (DemoServer demo = TestDemo.local(pace);
                RawClient client = new RawClient(demo.address())) {
            client.send("POST", "/api/chat", COUNT);
            assertThat(client.answer(false).lines()).hasSize(6);
            client.send("POST", "/api/chat", COUNT);
            assertThat(client.answer(false).lines()).hasSize(6);
        }
    }

    @Test
    void aClientThatLeavesEndsTheAnswer() throws Exception {
        try (DemoServer demo = TestDemo.local(pace)) {
            try (RawClient client = new RawClient(demo.address())) {
                client.send("POST", "/api/chat", COUNT_LONG);
                pace.allow(1);
                client.line();
                client.headers();
                piece(client);
                client.reset();
            }
            Thread speaker = pace.speaker();
            pace.allow(2_000);
            assertThat(speaker.join(Duration.ofSeconds(20))).isTrue();
            assertThat(pace.asked()).isLessThan(1_000);
            assertThat(RawClient.get(demo.address(), "/api/version").status()).isEqualTo(200);
        }
    }

    @Test
    void stoppingTheDemoCutsAnAnswerAndDoesNotEndIt() throws Exception {
        DemoServer demo = TestDemo.local(pace);
        try (RawClient client = new RawClient(demo.address())) {
            client.send("POST", "/api/chat", COUNT_LONG);
            pace.allow(1);
            client.line();
            client.headers();
            piece(client);
            demo.close();
            assertThatThrownBy(client::chunk).isInstanceOfAny(EOFException.class, SocketException.class);
        } finally {
            demo.close();
        }
    }

    @Test
    void anOldClientGetsTheStreamWithoutChunks() throws Exception {
        pace.allow(100);
        try (DemoServer demo = TestDemo.local(pace);
                RawClient client = new RawClient(demo.address())) {
            client.sendText("POST /api/chat HTTP/1.0\r\nContent-Length: " + COUNT.length() + "\r\n\r\n" + COUNT);
            String answer = client.rest();
            assertThat(answer).contains("200 OK").doesNotContain("chunked").contains("\"content\":\" 3.\"");
            assertThat(answer.lines().toList().getLast()).contains("\"done\":true");
        }
    }

    @Test
    void aBodyInChunksIsRead() throws Exception {
        pace.allow(100);
        try (DemoServer demo = TestDemo.local(pace);
                RawClient client = new RawClient(demo.address())) {
            client.sendText("POST /api/chat HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.sendText(Integer.toHexString(COUNT.length()) + "\r\n" + COUNT + "\r\n0\r\n\r\n");
            assertThat(client.answer(false).lines()).hasSize(6);
        }
    }

    @Test
    void aHugeBodyIsRefusedAndTheClientHearsOfIt() throws Exception {
        try (DemoServer demo = TestDemo.local(pace)) {
            RawClient.Answer answer = RawClient.post(demo.address(), "/api/chat", "x".repeat(20 * 1024 * 1024));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.json().text("error", "")).contains("4 MiB");
        }
    }

    @Test
    void aRefusalDoesNotWaitForABodyThatNeverComes() throws Exception {
        try (DemoServer demo = TestDemo.local(pace);
                RawClient client = new RawClient(demo.address())) {
            client.sendText("POST /nothing HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 1000000000\r\n\r\n");
            assertThat(client.line()).contains("403");
        }
    }

    private static String piece(RawClient client) throws IOException {
        Optional<String> chunk = client.chunk();
        assertThat(chunk).isPresent();
        assertThat(chunk.get()).endsWith("}\n");
        return Json.parseObject(chunk.get()).object("message").text("content", "");
    }
}
