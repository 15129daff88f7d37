package online.cloudtolocalllm.demo.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {

    private final AccessRules rules = new AccessRules(Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:11434", "127.0.0.1:1", "127.8.8.8", "[::1]:9", "x.localhost"})
    void letsThisComputerIn(String host) {
        assertThat(rules.refusal(List.of(host), List.of(), List.of())).isEmpty();
        assertThat(rules.refusal(List.of(host), List.of("https://" + host), List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "a b", ":80"
            })
    void keepsOthersOut(String host) {
        assertThat(rules.refusal(List.of(host), List.of(), List.of())).isPresent();
        assertThat(rules.refusal(List.of("localhost"), List.of("http://" + host), List.of()))
                .isPresent();
    }

    @Test
    void letsDesktopProgramsInAndAnonymousPagesOut() {
        assertThat(rules.refusal(List.of(), List.of("app://obsidian.md"), List.of()))
                .isEmpty();
        assertThat(rules.refusal(List.of(), List.of("null"), List.of())).isPresent();
        assertThat(rules.refusal(List.of("localhost", "evil.example"), List.of(), List.of()))
                .isPresent();
    }
}
