package online.cloudtolocalllm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    @Test
    @Timeout(20)
    void anEndlessAddressIsRefusedAtOnce() throws InvalidSettingException {
        String longest = "http://a/" + "b".repeat(1_991);
        assertThat(Origin.parse(longest)).hasToString(longest);
        for (String text :
                List.of(longest + "b", "http://" + "x".repeat(1_000_000), "http://a" + "/".repeat(900_000) + "b")) {
            assertThatThrownBy(() -> Origin.parse(text))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("is longer than 2000 characters");
        }
    }
}
