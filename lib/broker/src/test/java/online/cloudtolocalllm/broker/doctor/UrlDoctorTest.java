package online.cloudtolocalllm.broker.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlDoctorTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:11434,       LOCAL_OLLAMA, http://localhost:11434",
        "192.168.1.20:11434,    OLLAMA,       http://192.168.1.20:11434",
        "[::1]:11434,           LOCAL_OLLAMA, http://[::1]:11434",
        "gpu-box,               OLLAMA,       http://gpu-box",
        "openrouter.ai/api/v1,  OPENAI,       https://openrouter.ai/api/v1",
        "box:8000/v1,           OPENAI,       http://box:8000/v1",
        "api.example.online,    CLOUD_PROXY,  https://api.example.online",
    })
    void aMissingSchemeIsPutBefore(String text, ConnectionKind kind, String url) {
        assertThat(UrlDoctor.readable(text, kind).orElseThrow().suggestion()).contains(new Suggestion(url, kind));
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
                "http://box/?key=s"
            })
    void whatIsNoUrlIsToldWithoutQuotingIt(String text) {
        Advice advice = UrlDoctor.readable(text, ConnectionKind.OPENAI).orElseThrow();
        assertThat(advice.suggestion()).isEmpty();
        assertThat(advice.text()).startsWith("api_base_url: ").endsWith(".").doesNotContain("secret");
    }

    @Test
    void aUrlIsLeftAlone() {
        assertThat(UrlDoctor.readable(" http://localhost:11434/ ", ConnectionKind.LOCAL_OLLAMA))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, https://x.example/v1/chat/completions,     OPENAI https://x.example/v1",
        "openai, https://x.example/api/v1/chat/completions, OPENAI https://x.example/api/v1",
        "openai, https://x.example/v1/v1,                   OPENAI https://x.example/v1",
        "openai, http://localhost:11434/api,                OPENAI http://localhost:11434",
        "ollama, http://localhost:11434/api,                LOCAL_OLLAMA http://localhost:11434",
        "ollama, http://localhost:11434/api/chat,           LOCAL_OLLAMA http://localhost:11434",
        "ollama, http://localhost:11434/v1,                 LOCAL_OLLAMA http://localhost:11434",
        "ollama, http://localhost:8080,                     OPENAI http://localhost:8080",
        "openai, http://localhost:11434,                    LOCAL_OLLAMA http://localhost:11434",
    })
    void theLikeliestMistakeIsTriedFirst(String kind, String url, String best) {
        ConnectionSettings settings = kind.equals("openai") ? Connections.openai(url) : Connections.local(url);
        ConnectionSettings first = UrlDoctor.alternatives(settings).getFirst();
        assertThat(first.kind() + " " + first.origin()).isEqualTo(best);
    }

    @Test
    void alternativesAreFewAndWithoutTheToken() {
        ConnectionSettings settings = Connections.cloud("https://x.example/a/b/v1/v1/api/chat/v1/v1/v1", "secret");
        assertThat(UrlDoctor.alternatives(settings))
                .hasSizeLessThanOrEqualTo(8)
                .allSatisfy(each -> assertThat(each.token()).isEmpty());
    }
}
