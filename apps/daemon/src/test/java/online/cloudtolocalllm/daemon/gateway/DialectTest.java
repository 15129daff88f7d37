package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of each API for what went wrong, and the fields that let a page read them. */
class DialectTest {

    @ParameterizedTest
    @CsvSource({
        "/api/chat,OLLAMA",
        "/,OLLAMA",
        "'',OLLAMA",
        "/v1x,OLLAMA",
        "/_broker/status,OLLAMA",
        "/v1,OPENAI",
        "/v1/chat/completions,OPENAI",
        "/v1/messagesx,OPENAI",
        "/v1/messages,ANTHROPIC",
        "/v1/messages/count_tokens,ANTHROPIC"
    })
    void thePathTellsTheApi(String path, Dialect dialect) {
        assertThat(Dialect.of(path)).isEqualTo(dialect);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OLLAMA|400|{\"error\":\"no \\\"x\\\"\"}",
                "OPENAI|400|{\"error\":{\"message\":\"no"
                        + " \\\"x\\\"\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}",
                "OPENAI|403|{\"error\":{\"message\":\"no"
                        + " \\\"x\\\"\",\"type\":\"permission_error\",\"param\":null,\"code\":null}}",
                "OPENAI|502|{\"error\":{\"message\":\"no"
                        + " \\\"x\\\"\",\"type\":\"api_error\",\"param\":null,\"code\":null}}",
                "ANTHROPIC|403|{\"type\":\"error\",\"error\":{\"type\":\"permission_error\",\"message\":\"no"
                        + " \\\"x\\\"\"}}"
            })
    void anErrorHasTheShapeOfItsApi(Dialect dialect, int status, String json) {
        assertThat(dialect.error(status, "no \"x\"").toJson()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OLLAMA|application/x-ndjson|false|{'error':'cut'}#",
                "OLLAMA|application/x-ndjson; charset=utf-8|true|#{'error':'cut'}#",
                "OPENAI|text/event-stream|false|#data:"
                        + " {'error':{'message':'cut','type':'api_error','param':null,'code':null}}##",
                "ANTHROPIC|text/event-stream|true|##event: error#data:"
                        + " {'type':'error','error':{'type':'api_error','message':'cut'}}##",
                "OLLAMA|application/json|true|''",
                "OLLAMA|''|false|''"
            })
    void aBrokenStreamEndsInTheWordsOfItsFormat(Dialect dialect, String type, boolean midLine, String expected) {
        String wanted = expected.equals("''") ? "" : expected.replace('\'', '"').replace('#', '\n');
        assertThat(dialect.brokenStream(type.equals("''") ? "" : type, midLine, "cut")
                        .toString(StandardCharsets.UTF_8))
                .isEqualTo(wanted);
    }

    @Test
    void permissionNamesTheOriginAndNeverAStar() {
        HttpHeaders answer = new DefaultHttpHeaders().add("Vary", "Accept-Encoding, Origin");
        Cors.permit(answer, "http://localhost:3000");
        assertThat(answer.getAll("Access-Control-Allow-Origin")).containsExactly("http://localhost:3000");
        assertThat(answer.getAll("Vary")).containsExactly("Accept-Encoding, Origin");

        HttpHeaders preflight = new DefaultHttpHeaders();
        Cors.answerPreflight(
                new DefaultHttpHeaders()
                        .add("Origin", "http://localhost:3000")
                        .add("Access-Control-Request-Method", "POST")
                        .add("Access-Control-Request-Headers", "content-type,x-privacy"),
                preflight);
        assertThat(preflight.getAll("Access-Control-Allow-Origin")).containsExactly("http://localhost:3000");
        assertThat(preflight.getAll("Vary"))
                .containsExactly("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
        assertThat(preflight.get("Allow")).isEqualTo("POST");
        assertThat(preflight.get("Access-Control-Allow-Headers"))
                .doesNotContain("*", "X-Connection")
                .endsWith(",X-Privacy");
        assertThat(preflight.contains("Access-Control-Allow-Credentials")).isFalse();
    }
}
