package online.cloudtolocalllm.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCountsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"done\":true,\"prompt_eval_count\":6,\"eval_count\":10,\"eval_duration\":2000000000} | 6 | 10 | 5.0",
                "{\"eval_count\" : 10 , \"eval_duration\" :0} | -1 | 10 | -1",
                "{\"tool_calls\":[{\"arguments\":{\"eval_count\":999}}],\"eval_count\":3} | -1 | 3 | -1",
                "{\"content\":\"\\\"eval_count\\\":999\"} | -1 | -1 | -1",
                "{\"eval_count\":null} | -1 | -1 | -1",
                "{\"eval_count\":\"7\"} | -1 | -1 | -1",
                "{\"eval_count\":-7} | -1 | -1 | -1",
                "{\"eval_count\":1234567890123456789} | -1 | -1 | -1",
                "{\"eval_count\" | -1 | -1 | -1",
                "{\"eval_count\":7 | -1 | 7 | -1",
                "{\"usage\":{\"prompt_tokens\":6,\"completion_tokens\":4,\"total_tokens\":10}} | 6 | 4 | -1",
                "{\"usage\":{\"prompt_tokens\":6}} data: {\"usage\":null} | 6 | -1 | -1",
                "{\"usage\":{\"input_tokens\":1,\"cache_read_input_tokens\":5,\"output_tokens\":8}} | 6 | 8 | -1",
                "{\"usage\":{\"input_tokens\":6,\"input_tokens_details\":{\"cached_tokens\":5},\"output_tokens\":2}}"
                        + " | 6 | 2 | -1",
                "{\"usage\":\"x\"} | -1 | -1 | -1",
                "{\"usage\":{ | -1 | -1 | -1",
                "\"usage\" | -1 | -1 | -1",
                "{\"timings\":{\"cache_n\":5,\"prompt_n\":1,\"predicted_n\":4,\"predicted_ms\":0.5}} | 6 | 4 | 8000.0",
                "`` | -1 | -1 | -1"
            })
    void countsAreReadFromTheEnd(String tail, long prompt, long completion, double perSecond) {
        TokenCounts counts = TokenCounts.read("", tail);
        assertThat(counts.prompt().orElse(-1)).isEqualTo(prompt);
        assertThat(counts.completion().orElse(-1)).isEqualTo(completion);
        assertThat(counts.perSecond().orElse(-1)).isEqualTo(perSecond);
    }
}
