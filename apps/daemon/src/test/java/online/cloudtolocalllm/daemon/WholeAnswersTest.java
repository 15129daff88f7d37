package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import online.cloudtolocalllm.daemon.gateway.NoBufferLeaks;
import online.cloudtolocalllm.daemon.ipc.TestClient;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.upstream.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A whole answer over IPC, from a real upstream to a real client. */
@ExtendWith(NoBufferLeaks.class)
class WholeAnswersTest {

    private StreamScene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new StreamScene();
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    private JsonObject refused(String connection) throws IOException {
        JsonObject reply = scene.client()
                .ask(
                        "{\"command\":\"PROXY_REQUEST\",\"id\":1,\"method\":\"POST\",\"path\":\"/api/chat\",\"connection\":\""
                                + connection + "\",\"data\":{\"model\":\"tiny\",\"messages\":[]}}");
        assertThat(reply.text("code")).contains("no_connection");
        return reply;
    }

    @Test
    void aConnectionThatDoesNotExistIsTheCallersMistake() throws Exception {
        JsonObject reply = refused("nobody");
        assertThat(reply.integer("http_status")).hasValue(400);
        assertThat(reply.integer("attempts")).hasValue(0);
    }

    @Test
    void thatNobodyAnsweredIsABadGateway() throws Exception {
        scene.local.goDown();
        JsonObject reply = refused("local_ollama");
        assertThat(reply.integer("http_status")).hasValue(502);
        assertThat(reply.integer("attempts")).hasValue(1);
    }

    @Test
    void aLargeDenseAnswerIsPassedOnAsItCame() throws Exception {
        String dense = "[0" + ",0".repeat(4 * 1024 * 1024 - 1) + "]";
        scene.local.on("/api/show", Reply.json(dense));
        TestClient client = scene.client();
        client.send("{\"command\":\"PROXY_REQUEST\",\"id\":1,\"method\":\"POST\",\"path\":\"/api/show\",\"data\":{}}");
        String line = client.readLine();
        assertThat(line.startsWith("{\"id\":1,\"result\":[0,0")).isTrue();
        assertThat(line.equals("{\"id\":1,\"result\":" + dense + ",\"served_by\":\"local_ollama\",\"attempts\":1}"))
                .isTrue();
    }

    @Test
    void aLargeBodyIsPassedOnByteForByte() throws Exception {
        scene.local.on("/api/show", Reply.json("{}"));
        String data = "[" + "0,".repeat(6 * 1024 * 1024) + "0]";
        TestClient client = scene.client();
        client.send("{\"command\":\"PROXY_REQUEST\",\"id\":1,\"method\":\"POST\",\"path\":\"/api/show\",\"data\":"
                + data + "}");
        client.read();
        assertThat(scene.local.awaitRequest("/api/show").body().utf8().equals(data))
                .isTrue();
    }
}
