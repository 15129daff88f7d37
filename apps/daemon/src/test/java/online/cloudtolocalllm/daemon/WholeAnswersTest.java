package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import online.cloudtolocalllm.daemon.gateway.NoBufferLeaks;
import online.cloudtolocalllm.protocol.json.JsonObject;
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
}
