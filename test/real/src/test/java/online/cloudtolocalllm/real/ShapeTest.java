package online.cloudtolocalllm.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"created_at":"2026-11-22T10:58:32Z","done":true}     | {"done":true,"created_at":"2026-11-22T10:58:33.1Z"}
        {"total_duration":12}                                 | {"total_duration":34}
        data: {"id":"chatcmpl-12"}                            | data: {"id":"chatcmpl-34"}
        {"request_id":"req_b2184c15"}                         | {"request_id":"req_d1e09d12"}
        {"arguments":{"zone":"x","hours":24}}                 | {"arguments":{"hours":24,"zone":"x"}}
        {"arguments":"{\\"zone\\":\\"x\\",\\"hours\\":24}"}   | {"arguments":"{\\"hours\\":24,\\"zone\\":\\"x\\"}"}
        {"parameters":"num_ctx 2048\\ntemperature 0"}         | {"parameters":"temperature 0\\nnum_ctx 2048"}
        {"error":"read udp 127.0.0.1:40000->127.0.0.1:53: x"} | {"error":"read udp 127.0.0.1:50000->127.0.0.1:53: x"}
        """)
    void ignoresWhatChangesFromCallToCall(String one, String other) {
        assertThat(Shape.line(one)).isEqualTo(Shape.line(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"content":"a"}             | {"content":"b"}
        {"id":"tiny:latest"}        | {"id":"tiny"}
        {"created_at":"x"}          | {}
        {"eval_count":3}            | {"eval_count":4}
        {"items":[1,2]}             | {"items":[2,1]}
        {"arguments":{"a":1}}       | {"arguments":"{\\"a\\":1}"}
        data: {"done":true}         | {"done":true}
        data: [DONE]                | data: [done]
        {"completed_at":null}       | {"completed_at":7}
        404 page not found          | 404 not found
        """)
    void seesWhatMatters(String one, String other) {
        assertThat(Shape.line(one)).isNotEqualTo(Shape.line(other));
    }

    @Test
    void keepsStatusHeadersAndFraming() {
        Exchange exchange = new Exchange(
                200,
                List.of(
                        new Exchange.Header("date", "today"),
                        new Exchange.Header("content-type", "application/x-ndjson"),
                        new Exchange.Header("transfer-encoding", "chunked"),
                        new Exchange.Header("access-control-allow-origin", "http://localhost:3000"),
                        new Exchange.Header("x-served-by", "local_ollama")),
                "{\"b\":1,\"a\":2}\n{}\n");

        assertThat(Shape.of(exchange))
                .containsExactly(
                        "status 200",
                        "access-control-allow-origin: http://localhost:3000",
                        "content-type: application/x-ndjson",
                        "framing: chunked",
                        "{\"a\":2,\"b\":1}",
                        "{}");
    }
}
