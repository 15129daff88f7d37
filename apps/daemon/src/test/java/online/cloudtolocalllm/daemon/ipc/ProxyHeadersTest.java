package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeadersTest {

    @ParameterizedTest
    @ValueSource(strings = {"X-Privacy", "accept", "anthropic-version", "OpenAI-Beta"})
    void takesHeadersThatOnlyTheUpstreamReads(String name) {
        assertThat(ProxyHeaders.refusal(name, "text, with\ttab")).isEmpty();
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
                "Api-Key",
                "Sec-Fetch-Site",
                "Origin",
                "X-Connection",
                "Via",
                "",
                "a b",
                "a:b",
                "a\r\nb",
                "é"
            })
    void refusesHeadersThatFrameOrSignIn(String name) {
        assertThat(ProxyHeaders.refusal(name, "x")).isPresent();
    }

    @Test
    void refusesValuesThatEndTheLine() {
        assertThat(ProxyHeaders.refusal("a", "x\r\nHost: y")).isPresent();
        assertThat(ProxyHeaders.refusal("a", "é")).isPresent();
        assertThat(ProxyHeaders.refusal("a", "x".repeat(ProxyHeaders.LONGEST_VALUE + 1)))
                .isPresent();
    }
}
