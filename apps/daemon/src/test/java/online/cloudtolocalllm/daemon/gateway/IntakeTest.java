package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Set;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.broker.route.RequestTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with a request, decided by its head alone. */
class IntakeTest {

    private static final AccessRules RULES = new AccessRules(Set.of(), Set.of());
    private static final GatewayLimits LIMITS = GatewayLimits.standard();

    private static HttpRequest request(String method, String uri, String... fields) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), uri);
        request.headers().set("Host", "localhost");
        for (int i = 0; i < fields.length; i += 2) {
            request.headers().add(fields[i], fields[i + 1]);
        }
        return request;
    }

    private static Intake of(HttpRequest request) {
        return Intake.of(request, RULES, 11435, LIMITS, "id");
    }

    private static Intake.Forward forward(HttpRequest request) {
        return (Intake.Forward) of(request);
    }

    private static int refusal(HttpRequest request) {
        return of(request) instanceof Intake.Refused refused ? refused.status() : 0;
    }

    @ParameterizedTest
    @CsvSource({
        "/api/chat,/api/chat",
        "http://localhost/api/chat?x=1,/api/chat",
        "http://LOCALHOST:11435/api/chat,/api/chat",
        "http://[::1]:11435,/",
        "/v1/models/a%20b,/v1/models/a%20b"
    })
    void plainPathsAndThisGatewaysOwnAddressGoToTheBroker(String uri, String path) {
        assertThat(forward(request("POST", uri)).request().target().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "x", "http://example.com/", "http://", "http:///x", "https://localhost/"})
    void everyOtherTargetIsRefused(String uri) {
        assertThat(of(request("GET", uri))).isInstanceOfSatisfying(Intake.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.admitted()).isFalse();
        });
    }

    @Test
    void strangersAreRefusedBeforeAnythingElseIsRead() {
        assertThat(of(request("GET", "/_broker/status", "Origin", "https://example.com")))
                .isEqualTo(new Intake.Refused(
                        403,
                        "Web pages from elsewhere may not use this gateway. If you trust this one, add its origin to"
                                + " gateway.allowed_origins in daemon_config.json.",
                        false));
        assertThat(refusal(request("OPTIONS", "/api/chat", "Origin", "null", "Access-Control-Request-Method", "POST")))
                .isEqualTo(403);
    }

    @Test
    void ownPagesCanBeReadOnly() {
        assertThat(of(request("GET", "/_broker/status")))
                .isEqualTo(new Intake.Page(new RequestTarget("/_broker/status", "")));
        assertThat(of(request("HEAD", "/_broker/health")))
                .isEqualTo(new Intake.Page(new RequestTarget("/_broker/health", "")));
        assertThat(refusal(request("POST", "/_broker/status"))).isEqualTo(405);
        assertThat(forward(request("GET", "/_brokerage")).request().target().path())
                .isEqualTo("/_brokerage");
    }

    @Test
    void aPreflightIsAnOptionsWithOriginAndMethod() {
        String origin = "http://localhost:3000";
        assertThat(of(request("OPTIONS", "/api/chat", "Origin", origin, "Access-Control-Request-Method", "POST")))
                .isEqualTo(new Intake.Preflight());
        assertThat(of(request("OPTIONS", "/api/chat", "Origin", origin))).isInstanceOf(Intake.Forward.class);
        assertThat(of(request("GET", "/api/tags", "Origin", origin, "Access-Control-Request-Method", "GET")))
                .isInstanceOf(Intake.Forward.class);
    }

    @Test
    void wishesAreReadOnceOrRefused() {
        Intake.Forward wish = forward(request("POST", "/api/chat", "X-Connection", "gpu_box", "X-Privacy", "lan"));
        assertThat(wish.request().pinned())
                .hasValueSatisfying(id -> assertThat(id).hasToString("gpu_box"));
        assertThat(wish.request().privacy()).isEqualTo(Privacy.ofHeader("lan").orElseThrow());
        assertThat(refusal(request("POST", "/api/chat", "X-Privacy", "any", "X-Privacy", "local")))
                .isEqualTo(400);
        assertThat(refusal(request("POST", "/api/chat", "X-Connection", "a", "X-Connection", "b")))
                .isEqualTo(400);
        assertThat(refusal(request("POST", "/api/chat", "X-Connection", "a b"))).isEqualTo(400);
        assertThat(refusal(request("POST", "/api/chat", "X-Connection", ""))).isEqualTo(400);
        assertThat(refusal(request("POST", "/api/chat", "X-Privacy", ""))).isEqualTo(400);
    }

    @Test
    void bodiesHaveALimitButBlobsHaveNone() {
        long limit = LIMITS.bodyBytes();
        assertThat(forward(request("POST", "/api/chat", "Content-Length", "" + limit))
                        .bodyLimit())
                .isEqualTo(limit);
        assertThat(refusal(request("POST", "/api/chat", "Content-Length", "" + (limit + 1))))
                .isEqualTo(413);
        Intake.Forward blob = forward(request("POST", "/api/blobs/sha256:x", "Content-Length", "" + Long.MAX_VALUE));
        assertThat(blob.request().contentLength()).isEqualTo(Long.MAX_VALUE);
        assertThat(forward(request("POST", "/api/chat", "Transfer-Encoding", "chunked"))
                        .request()
                        .contentLength())
                .isEqualTo(-1);
    }

    @Test
    void anExpectationIsMetRefusedOrOverlooked() {
        assertThat(forward(request("POST", "/api/chat", "Expect", "100-Continue", "Content-Length", "5"))
                        .awaitsContinue())
                .isTrue();
        assertThat(forward(request("GET", "/api/ps", "Expect", "100-continue")).awaitsContinue())
                .isFalse();
        assertThat(refusal(request("POST", "/api/chat", "Expect", "the-unexpected")))
                .isEqualTo(417);
        HttpRequest old = request("POST", "/api/chat", "Expect", "100-continue", "Content-Length", "5");
        assertThat(forward(old.setProtocolVersion(HttpVersion.HTTP_1_0)).awaitsContinue())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/v1/messages?beta=1,/v1/messages", "/,/", "?x,''", "/a,/a"})
    void theShapeOfErrorsFollowsThePathWithoutItsQuery(String uri, String path) {
        assertThat(Intake.shownPath(request("GET", uri))).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models?x=/api,/v1/models",
        "http://127.0.0.1:11435/v1/messages?beta=true,/v1/messages",
        "https://example.com/v1/models,/v1/models",
        "http://localhost,/",
        "http://localhost?x=/v1/,/",
        "*,*",
        "/api/x://v1/y,/api/x://v1/y"
    })
    void errorsHaveTheShapeOfThePathWhateverTheTargetsForm(String uri, String path) {
        assertThat(Intake.shownPath(request("GET", uri))).isEqualTo(path);
    }
}
