package online.cloudtolocalllm.broker.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.broker.PatientLimits;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.Responder;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloudLayoutTest {

    private static final String TOKEN = "t0ken";

    /** A cloud with one layout; everything else is the app's web page, or not found at the backend. */
    private record Cloud(CloudLayout layout, int bridged) implements Responder {

        @Override
        public Reply answer(SeenRequest request, Offer offer) {
            String path = request.path();
            if (path.equals("/api/proxy/status") && layout != CloudLayout.APP_HOST) {
                return Reply.json("{\"status\":\"ok\",\"version\":\"cloud 3\"}");
            }
            if (path.startsWith(layout.bridged("/"))) {
                return switch (bridged) {
                    case 503 -> Reply.json(503, "{\"error\":\"No bridge connected\",\"code\":\"x\"}");
                    case 401 -> Reply.json(401, "{\"error\":\"who are you\"}");
                    default -> Reply.json("{\"version\":\"0.17.4\"}");
                };
            }
            return layout == CloudLayout.APP_HOST ? Reply.usual() : Reply.json(404, "{\"error\":\"not found\"}");
        }
    }

    private static ScriptedUpstream cloud(CloudLayout layout, int bridged) throws IOException {
        ScriptedUpstream upstream = ScriptedUpstream.serving(new Cloud(layout, bridged), Offer.usual());
        if (layout == CloudLayout.APP_HOST) {
            upstream.always("/api/proxy/status", new Fault.HtmlInsteadOfJson());
            upstream.always("/ollama/api/version", new Fault.HtmlInsteadOfJson());
        }
        return upstream;
    }

    private static Fetch.Result probe(CallFixture calls, ConnectionSettings settings) throws Exception {
        CompletableFuture<Fetch.Result> result = new CompletableFuture<>();
        calls.run(() -> Fetch.get(
                calls.onLoop(),
                calls.loop(),
                settings,
                UpstreamPaths.probe(settings.kind()),
                PatientLimits.probedOnce(),
                result::complete));
        return result.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(CloudLayout.class)
    void eachLayoutIsFoundOnceAndUsedFromThenOn(CloudLayout layout) throws Exception {
        try (ScriptedUpstream upstream = cloud(layout, 200);
                CallFixture calls = new CallFixture()) {
            ConnectionSettings settings = Connections.cloud(upstream.url(), TOKEN);
            String version = layout == CloudLayout.APP_HOST ? "0.17.4" : "cloud 3";
            for (int i = 0; i < 3; i++) {
                assertThat(probe(calls, settings)).isInstanceOfSatisfying(Fetch.Result.Document.class, found -> {
                    assertThat(found.ok()).isTrue();
                    assertThat(found.json().orElseThrow().text("version", "")).isEqualTo(version);
                });
            }
            assertThat(calls.onLoop().layouts().known(settings.origin())).contains(layout);
            int looks = layout == CloudLayout.APP_HOST ? 3 + 2 : 3 + 2 * 2;
            assertThat(upstream.requests()).hasSize(looks);
        }
    }

    @ParameterizedTest
    @EnumSource(CloudLayout.class)
    void aCloudWithoutABridgeSaysSo(CloudLayout layout) throws Exception {
        try (ScriptedUpstream upstream = cloud(layout, 503);
                CallFixture calls = new CallFixture()) {
            ConnectionSettings settings = Connections.cloud(upstream.url(), TOKEN);
            for (int i = 0; i < 2; i++) {
                assertThat(probe(calls, settings)).isEqualTo(new Fetch.Result.Unfit(503, CloudProbe.NO_BRIDGE));
            }
            assertThat(calls.onLoop().layouts().known(settings.origin())).contains(layout);
        }
    }

    @ParameterizedTest
    @EnumSource(CloudLayout.class)
    void aTokenThatIsRefusedBehindTheStatusIsRefused(CloudLayout layout) throws Exception {
        try (ScriptedUpstream upstream = cloud(layout, 401);
                CallFixture calls = new CallFixture()) {
            assertThat(probe(calls, Connections.cloud(upstream.url(), TOKEN)))
                    .isInstanceOfSatisfying(Fetch.Result.Document.class, refused -> assertThat(refused.status())
                            .isEqualTo(401));
        }
    }

    @Test
    void aRefusedTokenShowsNoLayoutAndIsLookedAtAgain() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.cloud(TOKEN, Offer.usual());
                CallFixture calls = new CallFixture()) {
            ConnectionSettings wrong = Connections.cloud(upstream.url(), "wrong");
            assertThat(probe(calls, wrong))
                    .isInstanceOfSatisfying(Fetch.Result.Document.class, refused -> assertThat(refused.status())
                            .isEqualTo(401));
            assertThat(calls.onLoop().layouts().known(wrong.origin())).isEmpty();
            ConnectionSettings right = Connections.cloud(upstream.url(), TOKEN);
            assertThat(probe(calls, right))
                    .isInstanceOfSatisfying(Fetch.Result.Document.class, found -> assertThat(found.ok())
                            .isTrue());
            assertThat(calls.onLoop().layouts().known(right.origin())).contains(CloudLayout.DOCUMENTED);
        }
    }

    @Test
    void aWebPageEverywhereIsNotTheCloud() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                CallFixture calls = new CallFixture()) {
            for (String path : new String[] {"/api/proxy/status", "/api/ollama/api/version", "/ollama/api/version"}) {
                upstream.always(path, new Fault.HtmlInsteadOfJson());
            }
            assertThat(probe(calls, Connections.cloud(upstream.url(), TOKEN)))
                    .isEqualTo(new Fetch.Result.Unfit(200, CloudProbe.NOT_THE_CLOUD));
        }
    }

    @Test
    void aCloudThatMovesIsLookedAtAgain() throws Exception {
        try (ScriptedUpstream upstream = cloud(CloudLayout.BACKEND, 200);
                CallFixture calls = new CallFixture()) {
            ConnectionSettings settings = Connections.cloud(upstream.url(), TOKEN);
            probe(calls, settings);
            upstream.on("/api/proxy/status", new Fault.HtmlInsteadOfJson());
            assertThat(probe(calls, settings)).isEqualTo(new Fetch.Result.Unfit(200, CloudProbe.NOT_THE_CLOUD));
            assertThat(calls.onLoop().layouts().known(settings.origin())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200 json, 503 json, 404 json, DOCUMENTED",
        "200 json, 404 json, 200 json, BACKEND",
        "401 json, 404 json, 401 json, BACKEND",
        "404 html, 401 json, 404 html, APP_HOST",
        "200 html, 200 json, 200 html, APP_HOST",
        "401 json, 401 json, 401 json, ",
        "200 html, 200 html, 200 html, ",
        "502 html, 502 html, 502 html, ",
        "200 json, 404 json, 404 json, ",
        "200 json, 200 json, failed,   ",
    })
    void answersShowALayoutOrNone(String status, String underApi, String underRoot, CloudLayout layout) {
        assertThat(CloudLayout.shownBy(answer(status), answer(underApi), answer(underRoot)))
                .isEqualTo(Optional.ofNullable(layout));
    }

    private static Fetch.Result answer(String text) {
        if (text.equals("failed")) {
            return new Fetch.Result.Failed("", false);
        }
        String body = text.endsWith("json") ? "{}" : "<html>";
        return new Fetch.Result.Document(Integer.parseInt(text.substring(0, 3)), "", body);
    }
}
