package online.cloudtolocalllm.broker.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.tls.TestCertificate;
import online.cloudtolocalllm.testkit.upstream.Door;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SecureUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {

    private static ConnectionSettings withToken(ScriptedUpstream upstream) {
        return Connections.read(
                "gpu_box",
                JsonObject.of("connection_type", "ollama", "api_base_url", upstream.url())
                        .with("auth_token", "secret"));
    }

    @Test
    void aGoodCertificateIsServedAndGetsTheToken() throws IOException {
        try (ScriptedUpstream upstream = SecureUpstream.ollama(TestCertificate.GOOD);
                CallFixture calls = new CallFixture()) {
            ConnectionSettings settings = withToken(upstream);
            for (int i = 0; i < 3; i++) {
                assertThat(calls.ask(settings, "GET", "/api/version", "", true).events)
                        .containsExactly("ready", "sent", "200", "end");
            }
            assertThat(upstream.connectionCount()).isEqualTo(1);
            assertThat(upstream.requests().getFirst().header("Authorization")).contains("Bearer secret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_NAME,        'its certificate is for other.example, not for this name', WRONG_NAME",
        "EXPIRED,           its certificate expired on 202,                            EXPIRED",
        "SELF_SIGNED,       its certificate is self-signed,                            SELF_SIGNED",
        "UNKNOWN_AUTHORITY, issued by an authority that is not trusted here,           UNKNOWN_AUTHORITY",
    })
    void aDoubtfulCertificateIsSentNothing(TestCertificate certificate, String reason, DialFault.Kind kind)
            throws IOException {
        try (ScriptedUpstream upstream = SecureUpstream.ollama(certificate);
                CallFixture calls = new CallFixture()) {
            CallFixture.Heard heard = calls.ask(withToken(upstream), "GET", "/api/version", "", true);
            assertThat(heard.events).containsExactly("notSent");
            assertThat(heard.why())
                    .startsWith("TLS with " + upstream.address() + " failed: ")
                    .contains(reason);
            DialReport report = calls.examine(withToken(upstream), Until.LIMIT.toMillis());
            assertThat(report.fault().orElseThrow().kind()).isEqualTo(kind);
            assertThat(report.fault().orElseThrow().speaksTls()).isTrue();
            assertThat(report.connected()).isPresent();
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void theGoodCertificateIsDoubtfulForWhoDoesNotTrustItsAuthority() throws IOException {
        try (ScriptedUpstream upstream = SecureUpstream.ollama(TestCertificate.GOOD);
                CallFixture calls = new CallFixture(InetAddress::getAllByName, null)) {
            assertThat(calls.ask(withToken(upstream), "GET", "/api/version", "", true).events)
                    .containsExactly("notSent");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void aServerInClearTextIsNotTakenForOne() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                CallFixture calls = new CallFixture()) {
            Future<?> answered = threads.submit(() -> {
                try (Socket client = plain.accept()) {
                    client.getInputStream().read(new byte[4096]);
                    client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                }
                return true;
            });
            ConnectionSettings https = Connections.read(
                    "gpu_box",
                    JsonObject.of(
                                    "connection_type",
                                    "ollama",
                                    "api_base_url",
                                    "https://127.0.0.1:" + plain.getLocalPort())
                            .with("auth_token", "secret"));
            assertThat(calls.ask(https, "GET", "/api/version", "", true).why())
                    .endsWith(" answers, but does not speak TLS");
            assertThat(answered).succeedsWithin(Until.LIMIT);
        }
    }

    @Test
    void aSilentServerIsGivenUpWithinTheOneDeadline() throws IOException {
        try (ScriptedUpstream upstream = SecureUpstream.ollama(TestCertificate.GOOD);
                CallFixture calls = new CallFixture()) {
            upstream.door(Door.ACCEPTS_AND_HANGS);
            long began = System.nanoTime();
            CallFixture.Heard heard = calls.ask(withToken(upstream), "GET", "/api/version", "", true, 2_500);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(2_400), Duration.ofSeconds(9));
            assertThat(heard.why()).isEqualTo(upstream.address() + " does not answer the TLS handshake");
        }
    }
}
