package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.After;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upstream with a kept connection reads a request that changes something, and dies over it: nothing happens twice. */
@ExtendWith(NoBufferLeaks.class)
class OnceTest {

    private ScriptedUpstream local;

    @BeforeEach
    void open() throws IOException {
        local = ScriptedUpstream.ollama();
    }

    @AfterEach
    void close() throws IOException {
        local.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE|/api/delete|{\"model\":\"tiny\"}",
                "POST|/api/copy|{\"source\":\"tiny\",\"destination\":\"other\"}",
                "POST|/api/pull|{\"model\":\"tiny\"}",
                "POST|/api/unknown|{}"
            })
    void whatMustNotBeRepeatedIsSeenOnce(String method, String path, String body) throws Exception {
        local.always(path, new Fault.CutByFin(Reply.usual(), After.bytes(0)));
        try (GatewayFixture gateway = GatewayFixture.only(local);
                RawHttp client = RawHttp.connect(gateway.address())) {
            gateway.awaitState("local_ollama", HealthState.UP);
            // One client is on one loop, so there is a kept connection for what it asks next.
            client.request("GET", "/api/version", Bytes.NONE);
            assertThat(client.readAnswer().status()).isEqualTo(200);

            client.request(method, path, Bytes.utf8(body));
            assertThat(client.readAnswer().status()).isEqualTo(502);
            assertThat(local.requests(path)).hasSize(1);
        }
    }
}
