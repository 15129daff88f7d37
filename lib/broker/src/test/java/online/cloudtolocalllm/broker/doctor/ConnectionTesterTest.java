package online.cloudtolocalllm.broker.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.testkit.tls.TestCertificate;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SecureUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTesterTest {

    private final DoctorFixture doctor = new DoctorFixture();

    @AfterEach
    void close() {
        doctor.close();
    }

    private static List<String> steps(ConnectionReport report) {
        return report.steps().stream()
                .map(step -> (step.ok() ? "" : "!") + step.kind())
                .toList();
    }

    private static Optional<Suggestion> suggestion(ConnectionReport report) {
        return report.advice().flatMap(Advice::suggestion);
    }

    private static String advice(ConnectionReport report) {
        return report.advice().orElseThrow().text();
    }

    @Test
    void aGoodOllamaPasses() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama()) {
            ConnectionReport report = doctor.test(Connections.local(upstream.url()), false);
            assertThat(steps(report)).containsExactly("ADDRESS", "CONNECT", "VERSION", "MODELS");
            assertThat(report.ok()).isTrue();
            assertThat(report.advice()).isEmpty();
            assertThat(upstream.requests("/api/chat")).isEmpty();
            assertThat(upstream.connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void oneTokenIsAskedForOnlyOnRequest() throws IOException {
        try (ScriptedUpstream ollama = ScriptedUpstream.ollama();
                ScriptedUpstream openai = ScriptedUpstream.openai("key", Offer.usual())) {
            assertThat(steps(doctor.test(Connections.local(ollama.url()), true)))
                    .containsExactly("ADDRESS", "CONNECT", "VERSION", "MODELS", "CHAT");
            assertThat(ollama.requests("/api/chat")
                            .getFirst()
                            .json()
                            .orElseThrow()
                            .toJson())
                    .contains("\"num_predict\":1");
            ConnectionSettings router = Connections.read(
                    "router",
                    JsonObject.of("connection_type", "openai", "api_base_url", openai.url() + "/v1")
                            .with("auth_token", "key"));
            assertThat(steps(doctor.test(router, true)))
                    .containsExactly("ADDRESS", "CONNECT", "AUTH", "VERSION", "MODELS", "CHAT");
            assertThat(openai.requests("/v1/chat/completions")
                            .getFirst()
                            .json()
                            .orElseThrow()
                            .toJson())
                    .contains("\"max_tokens\":1");
        }
    }

    @Test
    void nothingThatListensIsToldWithWhatToDo() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama()) {
            upstream.goDown();
            ConnectionReport report = doctor.test(Connections.local(upstream.url()), false);
            assertThat(steps(report)).containsExactly("ADDRESS", "!CONNECT");
            assertThat(advice(report)).contains("ollama serve", "11434");
        }
    }

    @Test
    void aTokenThatIsMissingIsNotOneThatIsRefused() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.cloud("right", Offer.usual())) {
            ConnectionReport missing = doctor.test(
                    Connections.read(
                            "cloud_proxy",
                            JsonObject.of("connection_type", "cloud_proxy", "api_base_url", upstream.url())),
                    false);
            assertThat(steps(missing)).containsExactly("ADDRESS", "CONNECT", "!AUTH");
            assertThat(missing.steps().getLast().detail()).isEqualTo("it wants a token, and none is set (401)");
            assertThat(advice(missing)).contains("set auth_token");
            ConnectionReport wrong = doctor.test(Connections.cloud(upstream.url(), "wrong"), false);
            assertThat(wrong.steps().getLast().detail()).isEqualTo("the token was refused (401)");
            assertThat(advice(wrong)).contains("expired or been revoked").doesNotContain("wrong");
            assertThat(steps(doctor.test(Connections.cloud(upstream.url(), "right"), false)))
                    .containsExactly("ADDRESS", "CONNECT", "AUTH", "VERSION", "MODELS");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api, ''",
        "/api/chat, ''",
        "/v1, ''",
        "/v1/chat/completions, ''",
    })
    void aBaseUrlThatGoesTooFarIsShortened(String path, String better) throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama()) {
            ConnectionReport report = doctor.test(Connections.local(upstream.url() + path), false);
            assertThat(report.ok()).isFalse();
            assertThat(suggestion(report))
                    .contains(new Suggestion(upstream.url() + better, ConnectionKind.LOCAL_OLLAMA));
            assertThat(advice(report)).endsWith("set api_base_url to that.");
        }
    }

    @Test
    void theOtherInterfaceIsRecognised() throws IOException {
        try (ScriptedUpstream openai = ScriptedUpstream.openai(Offer.usual())) {
            ConnectionReport report = doctor.test(Connections.local(openai.url()), false);
            assertThat(suggestion(report)).contains(new Suggestion(openai.url(), ConnectionKind.OPENAI));
            assertThat(advice(report)).endsWith("set connection_type to openai.");
            ConnectionReport doubled = doctor.test(Connections.openai(openai.url() + "/v1/v1"), false);
            assertThat(suggestion(doubled)).contains(new Suggestion(openai.url() + "/v1", ConnectionKind.OPENAI));
        }
    }

    @Test
    void noTokenGoesToWhatIsOnlyTried() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.openai(Offer.usual())) {
            ConnectionSettings settings = Connections.read(
                    "box",
                    JsonObject.of("connection_type", "ollama", "api_base_url", upstream.url() + "/api")
                            .with("auth_token", "secret"));
            assertThat(doctor.test(settings, false).ok()).isFalse();
            List<SeenRequest> guesses = upstream.requests().stream()
                    .filter(request -> !request.path().equals("/api/api/version"))
                    .toList();
            assertThat(guesses).isNotEmpty().allSatisfy(guess -> assertThat(guess.header("Authorization"))
                    .isEmpty());
        }
    }

    @Test
    void theWrongSchemeIsRecognised() throws IOException {
        try (ScriptedUpstream plain = ScriptedUpstream.ollama();
                ScriptedUpstream secure = SecureUpstream.ollama(TestCertificate.SELF_SIGNED)) {
            ConnectionReport https = doctor.test(Connections.local("https://" + plain.address()), false);
            assertThat(steps(https)).containsExactly("ADDRESS", "CONNECT", "!TLS");
            assertThat(suggestion(https)).contains(new Suggestion(plain.url(), ConnectionKind.LOCAL_OLLAMA));
            ConnectionReport http = doctor.test(Connections.local("http://" + secure.address()), false);
            assertThat(steps(http)).containsExactly("ADDRESS", "CONNECT", "!VERSION");
            assertThat(suggestion(http)).contains(new Suggestion(secure.url(), ConnectionKind.LOCAL_OLLAMA));
        }
    }

    @Test
    void aServerThatSaysItWantsTlsIsBelieved() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama()) {
            upstream.always("/api/version", Reply.text(400, "The plain HTTP request was sent to HTTPS port"));
            ConnectionReport report = doctor.test(Connections.local(upstream.url()), false);
            assertThat(steps(report)).containsExactly("ADDRESS", "CONNECT", "!VERSION");
        }
    }

    @Test
    void aDoubtfulCertificateIsExplained() throws IOException {
        for (TestCertificate certificate : TestCertificate.values()) {
            try (ScriptedUpstream upstream = SecureUpstream.ollama(certificate)) {
                ConnectionReport report = doctor.test(Connections.local(upstream.url()), false);
                assertThat(steps(report)).containsExactly("ADDRESS", "CONNECT", "!TLS");
                assertThat(suggestion(report)).isEmpty();
                assertThat(advice(report)).containsAnyOf("certificate", "clock");
                assertThat(upstream.requests()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, enough requests",
        "500, its log says more",
        "502, a server in front",
        "503, a server in front",
        "302, never followed",
    })
    void answersThatAreNoneAreExplained(int status, String words) throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama()) {
            upstream.always("/api/version", Reply.text(status, "no"));
            ConnectionReport report = doctor.test(Connections.local(upstream.url()), false);
            assertThat(steps(report)).containsExactly("ADDRESS", "CONNECT", "!VERSION");
            assertThat(advice(report)).containsIgnoringCase(words);
        }
    }

    @Test
    void aWebPageIsExplained() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama()) {
            upstream.always("/api/version", new Fault.HtmlInsteadOfJson());
            upstream.always("/v1/models", new Fault.HtmlInsteadOfJson());
            ConnectionReport report = doctor.test(Connections.local(upstream.url()), false);
            assertThat(steps(report)).containsExactly("ADDRESS", "CONNECT", "!VERSION");
            assertThat(advice(report)).contains("web page");
        }
    }

    @Test
    void aModelThatDoesNotAnswerIsExplained() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama()) {
            upstream.always("/api/chat", Reply.json(500, "{\"error\":\"model runner has unexpectedly stopped\"}"));
            ConnectionReport report = doctor.test(Connections.local(upstream.url()), true);
            assertThat(steps(report)).endsWith("!CHAT");
            assertThat(report.steps().getLast().detail()).endsWith("model runner has unexpectedly stopped");
        }
    }
}
