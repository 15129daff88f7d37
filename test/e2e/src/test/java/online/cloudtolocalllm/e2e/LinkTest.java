package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.client.ConnectionTest;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client library against a real daemon. */
class LinkTest {

    private static ScriptedUpstream upstream;
    private static TemporaryHome home;
    private static DaemonProcess daemon;

    @BeforeAll
    static void start() throws Exception {
        upstream = ScriptedUpstream.ollama();
        home = TemporaryHome.with(
                Connections.none().local(upstream.url()).other("gone", "ollama", "http://127.0.0.1:9", 30));
        daemon = Programs.startDaemon(home);
        Gateway gateway = Gateway.of(daemon);
        gateway.await(Gateway.LOCAL, HealthState.UP);
        gateway.await("the models are known", status -> status.snapshot()
                .connection(new ConnectionId(Gateway.LOCAL))
                .orElseThrow()
                .modelsKnown());
    }

    @AfterAll
    static void stop() throws IOException {
        daemon.close();
        upstream.close();
        home.close();
    }

    private static JsonObject proxy(String method, String path) {
        return JsonObject.of("command", "PROXY_REQUEST", "method", method).with("path", path);
    }

    private static JsonObject chat(String model) {
        return proxy("POST", Gateway.CHAT)
                .with(
                        "data",
                        JsonObject.of(
                                "model", model, "messages", List.of(JsonObject.of("role", "user", "content", "hi"))));
    }

    @Test
    void statusIsTheWholeState() throws Exception {
        try (DaemonLink link = DaemonLink.open(home.locations())) {
            DaemonStatus status = link.status();
            assertThat(status.pid()).isEqualTo(daemon.process().pid());
            assertThat(status.gateway()).isEqualTo(daemon.url());
            assertThat(status.residentBytes()).isBetween(20_000_000L, 400_000_000L);
            assertThat(status.snapshot().active()).contains(new ConnectionId(Gateway.LOCAL));
            assertThat(status.snapshot()
                            .connection(new ConnectionId(Gateway.LOCAL))
                            .orElseThrow()
                            .models())
                    .containsExactly("tiny:latest");
            JsonObject legacy = link.request(JsonObject.of("command", "GET_CONNECTION_STATUS"))
                    .object("status");
            assertThat(legacy.object(Gateway.LOCAL).text("state")).contains("connected");
            assertThat(legacy.object(Gateway.CLOUD).text("state")).contains("disconnected");
        }
    }

    @Test
    void testTriesAConnectionStepByStep() throws Exception {
        try (DaemonLink link = DaemonLink.open(home.locations())) {
            ConnectionTest good = link.test(Gateway.LOCAL);
            assertThat(good.ok()).isTrue();
            assertThat(good.steps())
                    .extracting(ConnectionTest.Step::name)
                    .containsExactly("address", "connect", "version", "models");
            ConnectionTest bad = link.test("gone");
            assertThat(bad.ok()).isFalse();
            assertThat(bad.steps().getLast())
                    .returns("connect", ConnectionTest.Step::name)
                    .returns(false, ConnectionTest.Step::ok);
            assertRefused(() -> link.test("nobody"), "unknown_connection", "nobody");
        }
    }

    @Test
    void proxyPassesAnswersOn() throws Exception {
        try (DaemonLink link = DaemonLink.open(home.locations())) {
            JsonObject tags = link.request(proxy("GET", "/api/tags"));
            // Lists are put together by the gateway from what all connections have told.
            assertThat(tags.text("served_by")).contains("gateway");
            assertThat(tags.object("result").array("models").objects())
                    .extracting(model -> model.text("name", ""))
                    .containsExactly("tiny:latest");

            JsonObject said = link.request(chat("tiny"));
            assertThat(said.object("result").object("message").text("content"))
                    .contains(Offer.usual().text());
            assertThat(upstream.awaitRequest(Gateway.CHAT).json().flatMap(json -> json.get("stream")))
                    .as("an answer in one piece is asked for")
                    .isEqualTo(Optional.of(new JsonFlag(false)));
        }
    }

    @Test
    void proxyTellsWhatWentWrongAndTheLinkGoesOn() throws Exception {
        try (DaemonLink link = DaemonLink.open(home.locations())) {
            assertUnserved(() -> link.request(chat("nothing-like-it")), "http_error", 404, "nothing-like-it");
            assertRefused(() -> link.request(proxy("GET", "//elsewhere/api/tags")), "bad_path", "path");
            assertUnserved(
                    () -> link.request(chat("tiny").with("connection", "nobody")), "no_connection", 400, "nobody");
            assertRefused(() -> link.request(JsonObject.of("command", "DANCE")), "unknown_command", "command");
            assertThat(link.request(JsonObject.of("command", "PING")).text("status"))
                    .contains("pong");
        }
    }

    private interface Call {
        Object run() throws DaemonException;
    }

    private static void assertUnserved(Call call, String code, int status, String words) {
        assertThatThrownBy(call::run)
                .hasMessageContaining(words)
                .asInstanceOf(InstanceOfAssertFactories.type(DaemonException.Unserved.class))
                .returns(code, DaemonException.Unserved::code)
                .returns(status, DaemonException.Unserved::httpStatus);
    }

    private static void assertRefused(Call call, String code, String words) {
        assertThatThrownBy(call::run)
                .hasMessageContaining(words)
                .asInstanceOf(InstanceOfAssertFactories.type(DaemonException.Refused.class))
                .returns(code, DaemonException.Refused::code);
    }
}
