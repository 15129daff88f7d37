package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose fault a standstill is: limits for the upstream do not run while it waits for somebody. */
@ExtendWith(NoBufferLeaks.class)
class WaitingForClientsTest {

    @Test
    void aClientThatNeverReadsDoesNotHoldItsUpstreamForEver() throws Exception {
        try (ScriptedUpstream local = ScriptedUpstream.ollama();
                GatewayFixture gateway = new GatewayFixture()
                        .local(local)
                        .limits(limits -> limits.withUnread(Duration.ofMillis(600)))
                        .open();
                RawHttp client = RawHttp.connect(gateway.address(), Until.LIMIT, 8 * 1024)) {
            // Small pieces would take long to fill every buffer on the way.
            local.on("/api/chat", Reply.ndjson(Collections.nCopies(1_000, "\"" + "x".repeat(64 * 1024) + "\"")));
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            SeenRequest request = local.awaitRequest("/api/chat");

            local.awaitClientGone(request);
            gateway.awaitIdle();
        }
    }

    @Test
    void theTimeForTheFirstByteRunsFromTheLastByteOfTheRequest() throws Exception {
        byte[] body = ("{\"model\":\"tiny\",\"prompt\":\"" + "x".repeat(24 * 1024 * 1024) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        try (SlowUpload upstream = new SlowUpload(Duration.ofSeconds(2), 4);
                GatewayFixture gateway = new GatewayFixture()
                        .connection("slow", upstream.settings())
                        .limits(WaitingForClientsTest::patientOnlyWithProgress)
                        .open();
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/generate", Bytes.of(body));
            assertThat(client.readAnswer().status()).isEqualTo(200);
            assertThat(upstream.posts()).isEqualTo(1);
        }
    }

    private static TimeLimits patientOnlyWithProgress(TimeLimits standard) {
        Duration firstByte = Duration.ofSeconds(5);
        return new TimeLimits(
                standard.connect(),
                standard.connectLoopback(),
                firstByte,
                firstByte,
                firstByte,
                standard.silence(),
                standard.unread(),
                standard.probe(),
                standard.probeInterval(),
                standard.probeIntervalActive());
    }
}
