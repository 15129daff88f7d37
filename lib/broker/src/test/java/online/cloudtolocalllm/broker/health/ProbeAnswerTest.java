package online.cloudtolocalllm.broker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import online.cloudtolocalllm.broker.upstream.Fetch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeAnswerTest {

    private static final Duration TOOK = Duration.ofMillis(3);

    private static Fetch.Result document(int status, String type, String body) {
        return new Fetch.Result.Document(status, type, body);
    }

    @Test
    void aVersionIsRead() {
        assertThat(ProbeAnswer.observe(document(200, "application/json", "{\"version\":\"0.17.4\"}"), TOOK))
                .isEqualTo(new Observation.ProbeAnswered(TOOK, "0.17.4"));
    }

    @Test
    void aWebPageIsTheWrongEndpoint() {
        Observation seen = ProbeAnswer.observe(document(200, "text/html", "<!DOCTYPE html><html>"), TOOK);

        assertThat(seen).isInstanceOfSatisfying(Observation.ProbeFailed.class, failed -> assertThat(failed.why())
                .contains("web page"));
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void aRefusedCredentialIsNotDown(int status) {
        assertThat(ProbeAnswer.observe(document(status, "application/json", "{}"), TOOK))
                .isEqualTo(new Observation.CredentialRefused(status));
    }

    @Test
    void modelsOfBothApisAreRead() {
        assertThat(ProbeAnswer.models(document(200, "", "{\"models\":[{\"name\":\"b\"},{\"name\":\"a\"},{}]}")))
                .hasValueSatisfying(list -> assertThat(list.names()).containsExactly("a", "b"));
        assertThat(ProbeAnswer.models(document(200, "", "{\"object\":\"list\",\"data\":[{\"id\":\"x\"}]}")))
                .hasValueSatisfying(list -> assertThat(list.names()).containsExactly("x"));
        assertThat(ProbeAnswer.models(document(200, "", "{}"))).isEmpty();
        assertThat(ProbeAnswer.models(document(200, "", "[]"))).isEmpty();
        assertThat(ProbeAnswer.models(document(500, "", "{\"models\":[]}"))).isEmpty();
    }
}
