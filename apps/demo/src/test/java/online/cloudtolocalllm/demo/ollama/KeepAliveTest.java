package online.cloudtolocalllm.demo.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepAliveTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "90, PT90S",
        "1.5, PT1.5S",
        "1e300, PT876000H",
        "-1, PT876000H",
        "\"0\", PT0S",
        "\"5m\", PT5M",
        "\"1h30m\", PT1H30M",
        "\"1.5s\", PT1.5S",
        "\"250ms\", PT0.25S",
        "\"-1s\", PT876000H",
        "null, PT5M",
    })
    void readsTimes(String json, Duration expected) throws Exception {
        assertThat(KeepAlive.of(request(json))).isEqualTo(new KeepAlive.For(expected));
    }

    @Test
    void lastsFiveMinutesUnlessSomebodySaysOtherwise() {
        assertThat(KeepAlive.of(JsonObject.EMPTY)).isEqualTo(new KeepAlive.For(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "\"\"", "\"5\"", "\"5 m\"", "\"m\"", "\"-\"", "true", "{}", "[]"})
    void refusesTheRest(String json) throws Exception {
        assertThat(KeepAlive.of(request(json))).isInstanceOf(KeepAlive.Wrong.class);
    }

    private static JsonObject request(String keepAlive) throws Exception {
        return Json.parseObject("{\"keep_alive\":" + keepAlive + "}");
    }
}
