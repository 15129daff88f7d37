package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.ipc.OldApp;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day of the original app with a real daemon. */
class OldAppTest {

    private static final String CLOUD_TOKEN = "original-app-token-93517";

    private ScriptedUpstream upstream;
    private TemporaryHome home;
    private DaemonProcess daemon;

    @BeforeEach
    void start() throws Exception {
        upstream = ScriptedUpstream.ollama();
        home = TemporaryHome.with(Connections.none().local(upstream.url()));
        daemon = Programs.startDaemon(home);
        Gateway.of(daemon).await(Gateway.LOCAL, HealthState.UP);
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
        home.close();
        upstream.close();
    }

    private JsonObject ask(JsonObject command) throws DaemonException {
        try (DaemonLink link = DaemonLink.open(home.locations())) {
            return link.request(command).without("id");
        }
    }

    private OldApp app() throws IOException {
        return new OldApp(
                Integer.parseInt(Files.readString(home.locations().trayPort()).strip()));
    }

    private static JsonObject legacy() {
        return JsonObject.of("command", "LEGACY");
    }

    @Test
    void itWorksWhileItIsLetInAndItsEndIsNotTheDaemons() throws Exception {
        try (OldApp early = app()) {
            sendInVain(early);
            assertThat(early.awaitLost()).as("the standard is off").isTrue();
        }
        assertThat(ask(legacy().with("on", true)).flag("on", false)).isTrue();
        try (OldApp app = app()) {
            assertThat(app.connectionStatus().object("local_ollama").text("state"))
                    .contains("connected");
            assertThat(app.proxyRequest("GET", "/api/version", Optional.empty()).has("version"))
                    .isTrue();
            assertThat(app.proxyRequest("GET", "/api/tags", Optional.empty())
                            .array("models")
                            .objects())
                    .extracting(model -> model.text("name", ""))
                    .containsExactly("tiny:latest");
            assertThat(app.proxyRequest("POST", Gateway.CHAT, Optional.of(question()))
                            .object("message")
                            .text("content"))
                    .contains(Offer.usual().text());
            upstream.on("/api/pull", Reply.ndjson(List.of("{\"status\":\"success\"}")));
            assertThat(app.proxyRequest(
                                    "POST", "/api/pull", Optional.of(JsonObject.of("name", "tiny", "stream", false)))
                            .text("status"))
                    .contains("success");
            app.send(JsonObject.of("command", "UPDATE_AUTH_TOKEN", "token", CLOUD_TOKEN));
            assertThat(app.connectionStatus().toJson()).doesNotContain(CLOUD_TOKEN);
            upstream.close();
            awaitNewsOf("local_ollama", app);
            assertThat(app.unreadable()).isEmpty();
            app.dispose();
        }
        assertThat(ask(legacy()).flag("on", false)).isTrue();
        assertThat(daemon.process().isAlive()).isTrue();
    }

    /** As much as goes out before it is closed: the first line is enough for that. */
    private static void sendInVain(OldApp early) {
        try {
            early.send(JsonObject.of("command", "UPDATE_TOOLTIP", "text", "x"));
            early.send(JsonObject.of("command", "UPDATE_TOOLTIP", "text", "y"));
            early.send(JsonObject.of("command", "QUIT"));
        } catch (IOException closedMeanwhile) {
            assertThat(closedMeanwhile).isInstanceOf(SocketException.class);
        }
    }

    /** Passes over what else is told to all. */
    private static void awaitNewsOf(String connection, OldApp app) throws InterruptedException {
        JsonObject news = app.nextNews().orElseThrow();
        while (!news.text("connection_type", "").equals(connection)) {
            news = app.nextNews().orElseThrow();
        }
    }

    private static JsonObject question() {
        return JsonObject.of("model", "tiny", "stream", false)
                .with("messages", List.of(JsonObject.of("role", "user", "content", "hi")));
    }

    @Test
    void theSnapshotTellsUntilWhenAndAlwaysOutlivesTheDaemon() throws Exception {
        assertThat(Gateway.of(daemon).status().legacyUntil()).isEmpty();
        ask(legacy().with("on", true).with("minutes", 5));
        assertThat(Gateway.of(daemon).status().legacyUntil()).isPresent();
        assertThat(Gateway.of(daemon).status().notices().toString()).contains("ipc legacy off");
        ask(legacy().with("on", true).with("always", true));
        daemon.stop();
        daemon = Programs.startDaemon(home);
        assertThat(ask(legacy()).toJson()).isEqualTo("{\"on\":true,\"until\":null,\"always\":true}");
        try (OldApp app = app()) {
            assertThat(app.connectionStatus().fields()).containsKey("local_ollama");
            ask(legacy().with("on", false));
            assertThat(app.awaitLost()).isTrue();
        }
        assertThat(Files.readString(home.locations().daemonConfig())).doesNotContain("legacy");
    }
}
