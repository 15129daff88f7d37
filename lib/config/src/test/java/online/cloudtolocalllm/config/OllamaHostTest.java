package online.cloudtolocalllm.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import online.cloudtolocalllm.protocol.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaHostTest {

    private static final HostPort GATEWAY = new HostPort("127.0.0.1", 11_435);

    private static OllamaHost of(String text) {
        return OllamaHost.of(Map.of("OLLAMA_HOST", text), GATEWAY);
    }

    @ParameterizedTest
    @CsvSource({
        "box,                      http://box:11434",
        "box:8080,                 http://box:8080",
        ":8080,                    http://127.0.0.1:8080",
        "0.0.0.0,                  http://127.0.0.1:11434",
        "0.0.0.0:9,                http://127.0.0.1:9",
        "[::]:9,                   http://127.0.0.1:9",
        "[::1]:9,                  http://[::1]:9",
        "http://box,               http://box",
        "http://box:9/,            http://box:9",
        "https://box,              https://box",
        "https://box.example/api,  https://box.example/api",
        "'  \"box:9\"  ',          http://box:9",
        "127.0.0.1:11434,          http://127.0.0.1:11434",
        "box:11435,                http://box:11435",
    })
    void isReadAsOllamaDoes(String text, String url) {
        assertThat(of(text)).isEqualTo(new OllamaHost.At(url));
    }

    @Test
    void unsetMeansNothing() {
        assertThat(of(" ")).isEqualTo(new OllamaHost.Unset());
        assertThat(OllamaHost.of(Map.of(), GATEWAY)).isEqualTo(new OllamaHost.Unset());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://box",
                "box:99999",
                "box:0",
                "a b",
                "u:p@box",
                "http://127.0.0.1:11435",
                "localhost:11435",
                "0.0.0.0:11435",
                "http://h?x"
            })
    void whatCannotBeAskedIsIgnoredWithAReason(String text) {
        assertThat(of(text)).isInstanceOfSatisfying(OllamaHost.Ignored.class, ignored -> assertThat(ignored.reason())
                .isNotEmpty()
                .doesNotContain("u:p"));
    }
}
