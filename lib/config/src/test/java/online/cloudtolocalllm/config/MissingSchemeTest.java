package online.cloudtolocalllm.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissingSchemeTest {

    @ParameterizedTest
    @CsvSource({
        "localhost,             http://localhost",
        "localhost:11434,       http://localhost:11434",
        "192.168.1.20:11434,    http://192.168.1.20:11434",
        "192.168.1.20,          http://192.168.1.20",
        "[::1]:11434,           http://[::1]:11434",
        "gpu-box:11434,         http://gpu-box:11434",
        "openrouter.ai/api/v1,  https://openrouter.ai/api/v1",
        "box:8000/v1,           http://box:8000/v1",
        "api.example.online,    https://api.example.online",
    })
    void whatWasMeantIsTold(String text, String url) {
        assertThatThrownBy(() -> Origin.parse(" " + text))
                .hasMessage("api_base_url: must begin with http:// or https://, perhaps " + url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://box/",
                "javascript:alert(1)",
                "http://",
                "user:sk-secret@box",
                "a b",
                "http://box/?key=secret",
                "sk-secret-0123456789",
                "eyJhbGciOiJIUzI1NiJ9secret.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc",
            })
    void whatIsNoHostIsToldWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Origin.parse(text))
                .hasMessageStartingWith("api_base_url: ")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("perhaps");
    }
}
