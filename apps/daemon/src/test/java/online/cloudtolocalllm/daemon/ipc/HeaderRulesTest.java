package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"X-Privacy", "accept", "anthropic-version", "OpenAI-Beta"})
    void takesHeadersThatOnlyTheUpstreamReads(String name) {
        assertThat(HeaderRules.refusal(name, "text, with\ttab")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "CONTENT-LENGTH",
                "Transfer-Encoding",
                "Connection",
                "Proxy-Authorization",
                "Authorization",
                "x-api-key",
                "Cookie",
                "",
                "a b",
                "a:b",
                "a\r\nb",
                "é"
            })
    void refusesHeadersThatFrameOrSignIn(String name) {
        assertThat(HeaderRules.refusal(name, "x")).isPresent();
    }

    @Test
    void refusesValuesThatEndTheLine() {
        assertThat(HeaderRules.refusal("a", "x\r\nHost: y")).isPresent();
        assertThat(HeaderRules.refusal("a", "é")).isPresent();
        assertThat(HeaderRules.refusal("a", "x".repeat(HeaderRules.LONGEST_VALUE + 1)))
                .isPresent();
    }
}
