package online.cloudtolocalllm.broker.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.config.ConnectionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlDoctorTest {

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
