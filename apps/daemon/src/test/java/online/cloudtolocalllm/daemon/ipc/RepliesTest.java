package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonRaw;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepliesTest {

    @Test
    void theStatusServesOriginalClientsAndNewOnes() throws Exception {
        DaemonStatus status = new FakeControl().status();
        JsonObject reply = Replies.status(status);
        assertThat(reply.object("status").toJson())
                .isEqualTo("{\"local_ollama\":{\"state\":\"connected\",\"last_check\":1795339801.500,"
                        + "\"error_message\":null,\"version\":\"0.17.4\",\"models\":[\"llama3.2:latest\"]},"
                        + "\"cloud_proxy\":{\"state\":\"disconnected\",\"last_check\":0.000,"
                        + "\"error_message\":null,\"version\":null,\"models\":[]}}");
        assertThat(StatusJson.read(reply.object("snapshot"))).isEqualTo(status);
    }

    @Test
    void aBrokenConnectionSaysWhy() {
        ConnectionStatus down = new ConnectionStatus(
                new ConnectionId("gpu_box"),
                ConnectionKind.OLLAMA,
                "http://192.168.1.20:11434",
                true,
                15,
                new Health(HealthState.DOWN, FakeControl.STARTED, "no route to 192.168.1.20"),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
        DaemonStatus status = new DaemonStatus(
                "0.1.0",
                1,
                FakeControl.STARTED,
                "http://127.0.0.1:11435",
                0,
                0,
                0,
                0,
                List.of(),
                new StatusSnapshot(1, FakeControl.STARTED, List.of(down), Optional.empty(), Optional.empty()));
        JsonObject map = Replies.status(status).object("status");
        assertThat(map.fields()).containsOnlyKeys("local_ollama", "cloud_proxy", "gpu_box");
        assertThat(map.object("gpu_box").text("state")).contains("error");
        assertThat(map.object("gpu_box").text("error_message")).contains("no route to 192.168.1.20");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "200 | {'models':[]}               | {'result':{'models':[]},'served_by':'up','attempts':1}",
                "201 |                             | {'result':{},'served_by':'up','attempts':1}",
                "200 | Ollama is running           | {'result':'Ollama is running','served_by':'up','attempts':1}",
                "404 | {'error':'no model'}        | {'error':'no"
                        + " model','code':'http_error','http_status':404,'served_by':'up','attempts':1}",
                "400 | {'error':{'message':'bad'}} |"
                        + " {'error':'bad','code':'http_error','http_status':400,'served_by':'up','attempts':1}",
                "502 | Bad Gateway                 | {'error':'Bad"
                        + " Gateway','code':'http_error','http_status':502,'served_by':'up','attempts':1}",
                "500 |                             | {'error':'up answered with HTTP status"
                        + " 500.','code':'http_error','http_status':500,'served_by':'up','attempts':1}",
                "307 | [1]                         | {'error':'up answered with HTTP status"
                        + " 307.','code':'http_error','http_status':307,'served_by':'up','attempts':1}",
            })
    void aProxiedAnswerBecomesAResultOrAnError(int status, String body, String reply) {
        byte[] bytes =
                body == null ? new byte[0] : body.strip().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(Replies.proxy(new ProxyReply.Answered(status, "up", ProxyReply.body(bytes)))
                        .toJson())
                .isEqualTo(reply.strip().replace('\'', '"'));
    }

    @Test
    void thatNobodyAnsweredHasItsStatus() {
        assertThat(Replies.proxy(new ProxyReply.Refused("No.", "no_connection", OptionalInt.of(404), 2))
                        .toJson())
                .isEqualTo("{\"error\":\"No.\",\"code\":\"no_connection\",\"http_status\":404,\"attempts\":2}");
        assertThat(Replies.proxy(new ProxyReply.Refused("No.", "cancelled")).toJson())
                .isEqualTo("{\"error\":\"No.\",\"code\":\"cancelled\"}");
    }

    @Test
    void aBodyThatIsTooDeepOrNotTextIsStillPassedOn() {
        byte[] deep = ("[".repeat(100) + "]".repeat(100)).getBytes(StandardCharsets.UTF_8);
        assertThat(ProxyReply.body(deep).toJson()).startsWith("\"[[[");
        assertThat(ProxyReply.body(new byte[] {(byte) 0xff}).toJson()).isEqualTo("\"\ufffd\"");
    }

    @Test
    void aLongErrorPageIsCut() {
        byte[] page = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThat(Replies.proxy(new ProxyReply.Answered(500, "up", ProxyReply.body(page)))
                        .text("error", ""))
                .hasSize(1000);
    }

    @Test
    void aLargeBodyIsNoTree() {
        String list = "[\n" + "1.50,".repeat(20_000) + "1]";
        ProxyReply.Answered answer =
                new ProxyReply.Answered(200, "up", ProxyReply.body(list.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.body()).isInstanceOf(JsonRaw.class);
        String line = list.replace('\n', ' ');
        assertThat(Replies.proxy(answer).toJson())
                .isEqualTo("{\"result\":" + line + ",\"served_by\":\"up\",\"attempts\":1}");
        assertThat(LegacyWording.PROXY.text(Replies.proxy(answer))).contains("\"result\":{\"value\":" + line + "}");
        String object = "{\"a\":" + list + "}";
        assertThat(LegacyWording.PROXY.text(
                        JsonObject.of("result", ProxyReply.body(object.getBytes(StandardCharsets.UTF_8)))))
                .contains("\"result\":" + object.replace('\n', ' ') + "}");
        assertThat(ProxyReply.body((list + "x").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new JsonText(list + "x"));
    }

    @Test
    void aLargeErrorHasTheStandardWords() {
        byte[] body = ("{\"error\":\"" + "x".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(Replies.proxy(new ProxyReply.Answered(500, "up", ProxyReply.body(body)))
                        .text("error"))
                .contains("up answered with HTTP status 500.");
    }
}
