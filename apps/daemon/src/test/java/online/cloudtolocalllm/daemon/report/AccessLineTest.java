package online.cloudtolocalllm.daemon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessLineTest {

    @Test
    void aWholeStream() {
        assertThat(AccessLine.of(Records.chat("tiny")))
                .isEqualTo("id=r-1 app=editor method=POST path=/api/chat model=tiny served_by=local_ollama attempts=1"
                        + " status=200 outcome=whole bytes_in=42 bytes_out=4321 first_byte_ms=12.0 first_token_ms=34.0"
                        + " duration_ms=1500.0 prompt_tokens=6 completion_tokens=132 tokens_per_second=45.3");
    }

    @Test
    void aCutAfterAFailover() {
        assertThat(AccessLine.of(Records.cutAfterFailover("tiny")))
                .isEqualTo("id=r-2 method=POST path=/v1/chat/completions model=tiny served_by=cloud_proxy attempts=2"
                        + " status=200 outcome=cut bytes_in=10 bytes_out=20 first_byte_ms=20.0 duration_ms=700000.0"
                        + " completion_tokens_estimated=3"
                        + " failed=\"local_ollama: nothing listens on 127.0.0.1:1\""
                        + " why=\"the connection was closed\"");
    }

    @Test
    void aRefusal() {
        assertThat(AccessLine.of(Records.refused("")))
                .isEqualTo("id=r-3 method=GET path=/api/tags attempts=0 status=503 outcome=refused bytes_in=0"
                        + " bytes_out=0 duration_ms=1.0 why=\"No connection is enabled.\"");
    }

    @Test
    void nobodysTextPassesForAKey() {
        assertThat(AccessLine.of(Records.chat("x status=500 \"q\\", Optional.of("my app"), "")))
                .contains("app=\"my app\" method=POST")
                .contains("model=\"x status=500 \\\"q\\\\\" served_by=");
    }
}
