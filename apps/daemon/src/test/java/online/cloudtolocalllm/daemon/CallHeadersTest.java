package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import online.cloudtolocalllm.daemon.gateway.NoBufferLeaks;
import online.cloudtolocalllm.daemon.ipc.ProxyCall;
import online.cloudtolocalllm.daemon.ipc.TestClient;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of a {@code PROXY_REQUEST}, streamed and whole, up to a real upstream. */
@ExtendWith(NoBufferLeaks.class)
class CallHeadersTest {

    private StreamScene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new StreamScene();
        scene.local.on("/api/chat", Reply.json("{\"done\":true}"));
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    private static String chat(boolean stream, String headers) {
        return "{\"command\":\"PROXY_REQUEST\",\"id\":1,\"stream\":" + stream
                + ",\"method\":\"POST\",\"path\":\"/api/chat\",\"data\":{\"model\":\"tiny\"},\"headers\":" + headers
                + "}";
    }

    /** The last line of the answer. */
    private static JsonObject last(TestClient client, boolean stream) throws IOException {
        JsonObject line = client.read();
        while (stream && !line.text("event", "").equals("end") && !line.has("error")) {
            line = client.read();
        }
        return line;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSpaceAroundAValueIsDropped(boolean stream) throws Exception {
        TestClient client = scene.client();
        client.send(chat(stream, "{\"X-A\":\" x\",\"X-B\":\"\\ty\\t\",\"X-Privacy\":\" local \"}"));
        assertThat(last(client, stream).has("error")).isFalse();
        SeenRequest seen = scene.local.awaitRequest("/api/chat");
        assertThat(seen.header("X-A")).contains("x");
        assertThat(seen.header("X-B")).contains("y");
    }

    @ParameterizedTest
    @ValueSource(strings = {" x", "a\nb", "\u0001"})
    void aStreamedCallThatCannotBeWrittenIsRefused(String value) throws Exception {
        JsonObject line = refused(true, value);
        assertThat(line.text("event")).contains("error");
        assertThat(line.object("error").text("code")).contains("bad_header");
    }

    @ParameterizedTest
    @ValueSource(strings = {" x", "a\nb", "\u0001"})
    void aWholeCallThatCannotBeWrittenIsRefused(String value) throws Exception {
        assertThat(refused(false, value).text("code")).contains("bad_header");
    }

    private JsonObject refused(boolean stream, String value) throws IOException {
        scene.underway = call -> new ProxyCall(
                call.method(),
                call.target(),
                call.body(),
                call.connection(),
                Map.of("X-A", value),
                call.streamed(),
                false);
        TestClient client = scene.client();
        client.send(chat(stream, "{}"));
        JsonObject line = last(client, stream);
        scene.underway = call -> call;
        client.send(chat(stream, "{}"));
        assertThat(last(client, stream).has("error")).as("the id is free again").isFalse();
        return line;
    }

    @Test
    void aValueThatEndsTheLineIsRefusedByTheReader() throws Exception {
        TestClient client = scene.client();
        assertThat(client.ask(chat(false, "{\"X-A\":\"x\\n\"}")).text("code")).contains("bad_header");
    }
}
