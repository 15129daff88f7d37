package online.cloudtolocalllm.broker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

        assertThat(seen).isInstanceOfSatisfying(Observation.ProbeAnsweredBadly.class, badly -> assertThat(badly.why())
                .contains("wrong endpoint", "web page"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, something else than JSON",
        "307, wrong endpoint",
        "404, wrong endpoint",
        "405, wrong endpoint",
        "429, asked too much",
        "500, fault of its own",
        "503, fault of its own"
    })
    void anAnswerThatIsNoneOfSuchAServerIsAnAnswerAllTheSame(int status, String words) {
        Observation seen = ProbeAnswer.observe(document(status, "text/plain", "what?"), TOOK);

        assertThat(seen).isInstanceOfSatisfying(Observation.ProbeAnsweredBadly.class, badly -> {
            assertThat(badly.status()).isEqualTo(status);
            assertThat(badly.why()).contains(words);
        });
    }

    @Test
    void aListThatIsRefusedIsNotedApart() {
        assertThat(ProbeAnswer.ofList(document(401, "", ""))).contains(new Observation.ListRefused(401));
        assertThat(ProbeAnswer.ofList(document(200, "", "{}"))).contains(new Observation.ListAnswered());
        assertThat(ProbeAnswer.ofList(document(500, "", ""))).isEmpty();
        assertThat(ProbeAnswer.ofList(new Fetch.Result.Failed("gone", false))).isEmpty();
    }

    @Test
    void whatIsInMemoryIsReadWithItsDetails() {
        assertThat(ProbeAnswer.loaded(document(200, "", "{\"models\":[{\"name\":\"a\",\"size_vram\":7}]}")))
                .hasValueSatisfying(models -> assertThat(models).singleElement().satisfies(model -> assertThat(
                                model.integer("size_vram"))
                        .hasValue(7)));
        assertThat(ProbeAnswer.loaded(document(200, "", "{\"models\":[]}"))).contains(List.of());
        assertThat(ProbeAnswer.loaded(document(404, "", "{}"))).isEmpty();
        assertThat(ProbeAnswer.loaded(document(200, "", "[]"))).isEmpty();
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
