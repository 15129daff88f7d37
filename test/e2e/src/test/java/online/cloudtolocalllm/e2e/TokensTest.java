package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of a real daemon on a computer without a keyring. */
class TokensTest {

    private static final String TOKEN = "sk-e2e-0123456789";
    private static final String ROUTER = TokenScene.ROUTER;

    private ScriptedUpstream upstream;
    private TemporaryHome home;

    @BeforeEach
    void start() throws IOException {
        upstream = ScriptedUpstream.openai(TOKEN, Offer.usual());
        home = TemporaryHome.with(Connections.none().other(ROUTER, "openai", upstream.url(), 30));
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
        home.close();
    }

    private void write(Connections connections) throws IOException {
        Files.writeString(home.locations().connectionConfig(), connections.text());
    }

    private Connections referring(String ref) {
        return Connections.none()
                .other(ROUTER, "openai", upstream.url(), 30)
                .set(ROUTER, "auth_token_ref", ref)
                .set(ROUTER, "x-note", "kept");
    }

    private TokenScene scene(DaemonProcess daemon) {
        return new TokenScene(home, daemon);
    }

    private static Answer pinned(DaemonProcess daemon) throws IOException {
        return RawHttp.get(daemon.gateway(), "/v1/models/x", new Header("X-Connection", ROUTER));
    }

    @Test
    void aTokenIsSetKeptUsedAfterARestartAndCleared() throws Exception {
        Path file = home.folder().resolve("tokens").resolve(ROUTER);
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway gateway = Gateway.of(daemon);
            gateway.await(ROUTER, HealthState.SIGN_IN_NEEDED);
            JsonObject reply = scene(daemon).set(TOKEN);
            assertThat(reply).isEqualTo(JsonObject.of("ok", true, "stored", "file"));
            gateway.await(ROUTER, HealthState.UP);
            assertThat(file).content().isEqualTo(TOKEN + "\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(TokenScene.settings(home).text("auth_token_ref")).contains("file:" + file);
            assertThat(scene(daemon).tokenStatus())
                    .isEqualTo(JsonObject.of("set", true, "stored", "file")
                            .with("ref", "file:" + file)
                            .with("problem", JsonNull.NULL));
            scene(daemon).assertNotTold(TOKEN, reply);
        }
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway gateway = Gateway.of(daemon);
            gateway.await(ROUTER, HealthState.UP);
            assertThat(scene(daemon).set("")).isEqualTo(JsonObject.of("ok", true, "stored", ""));
            gateway.await(ROUTER, HealthState.SIGN_IN_NEEDED);
            assertThat(file).doesNotExist();
            assertThat(TokenScene.settings(home).has("auth_token_ref")).isFalse();
            assertThat(scene(daemon).tokenStatus().flag("set", true)).isFalse();
        }
    }

    @Test
    void aPlainTokenStaysWhereThereIsNoKeyring() throws Exception {
        write(Connections.none().other(ROUTER, "openai", upstream.url(), 30).set(ROUTER, "auth_token", TOKEN));
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway.of(daemon).await(ROUTER, HealthState.UP);
            assertThat(TokenScene.settings(home).text("auth_token")).contains(TOKEN);
            assertThat(scene(daemon).tokenStatus().text("stored")).contains("settings");
            assertThat(Gateway.of(daemon).status().notices()).isEmpty();
        }
    }

    @Test
    void nothingIsAskedWithoutItsToken() throws Exception {
        Path file = Files.createDirectory(home.folder().resolve("mine")).resolve("my-token");
        Files.writeString(file, TOKEN + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        write(referring("file:" + file));
        try (DaemonProcess daemon = Programs.startDaemon(home);
                DaemonLink link = DaemonLink.open(home.locations())) {
            Gateway.of(daemon).await(ROUTER, HealthState.SIGN_IN_NEEDED);
            assertThat(scene(daemon).reason()).contains("can be read by others; run: chmod 600 '" + file + "'");
            assertThat(scene(daemon).tokenStatus().text("problem"))
                    .hasValueSatisfying(problem -> assertThat(problem).contains("chmod 600"));
            Answer refused = pinned(daemon);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text()).contains(ROUTER).contains("token");
            assertThat(upstream.connectionCount()).isZero();
            assertThat(link.test(ROUTER).ok()).isFalse();
            assertThat(upstream.requests())
                    .as("a test may connect, and asks nothing")
                    .isEmpty();
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway.of(daemon).await(ROUTER, HealthState.UP);
            scene(daemon).assertNotTold(TOKEN);
        }
    }

    @Test
    void aVariableOfTheDaemon() throws Exception {
        write(referring("env:ROUTER_TOKEN"));
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway.of(daemon).await(ROUTER, HealthState.SIGN_IN_NEEDED);
            assertThat(scene(daemon).reason()).contains("ROUTER_TOKEN was not set");
        }
        try (DaemonProcess daemon =
                DaemonProcess.start(Programs.daemon(home).environment("ROUTER_TOKEN", TOKEN), home)) {
            Gateway.of(daemon).await(ROUTER, HealthState.UP);
            assertThat(scene(daemon).tokenStatus().get("ref")).contains(new JsonText("env:ROUTER_TOKEN"));
        }
    }

    @Test
    void aKeyringThatIsNotThere() throws Exception {
        write(referring("keyring:router"));
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway.of(daemon).await(ROUTER, HealthState.SIGN_IN_NEEDED);
            assertThat(scene(daemon).reason()).isEqualTo("there is no session bus, and so no keyring");
            assertThat(upstream.connectionCount()).isZero();
            assertThat(scene(daemon).set(TOKEN).text("stored")).contains("file");
            Gateway.of(daemon).await(ROUTER, HealthState.UP);
            assertThat(TokenScene.settings(home).text("x-note")).contains("kept");
        }
    }

    @Test
    void whatCannotBeSetIsRefusedWithTheReason() throws Exception {
        write(Connections.none()
                .other(ROUTER, "openai", upstream.url(), 30)
                .other("box", "ollama", "http://192.0.2.7:11434", 40)
                .set("box", "enabled", false));
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            String hostile = TOKEN + "\r\nX-Evil: 1";
            assertRefused(daemon, JsonObject.of("connection", ROUTER, "token", hostile), "bad_token");
            assertRefused(daemon, JsonObject.of("connection", ROUTER, "token", "x".repeat(8193)), "bad_token");
            assertRefused(daemon, JsonObject.of("connection", ROUTER, "token", 7), "bad_request");
            assertRefused(daemon, JsonObject.of("connection", ROUTER), "bad_request");
            assertRefused(daemon, JsonObject.of("connection", "nobody", "token", TOKEN), "unknown_connection");
            assertRefused(daemon, JsonObject.of("connection", "../x", "token", TOKEN), "unknown_connection");
            assertRefused(daemon, JsonObject.of("connection", 7, "token", TOKEN), "unknown_connection");
            assertRefused(daemon, JsonObject.of("connection", "box", "token", TOKEN), "not_secure");
            assertRefused(
                    daemon, JsonObject.of("connection", ROUTER, "token", TOKEN).with("store", "cellar"), "bad_request");
            assertThat(home.folder().resolve("tokens")).doesNotExist();
            scene(daemon).assertNotTold(TOKEN);
        }
    }

    private void assertRefused(DaemonProcess daemon, JsonObject fields, String code) {
        assertThatThrownBy(() -> scene(daemon).ask(fields.with("command", "UPDATE_AUTH_TOKEN")))
                .isInstanceOfSatisfying(
                        DaemonException.class, refused -> assertThat(refused.toString() + refused.getMessage())
                                .doesNotContain(TOKEN))
                .hasFieldOrPropertyWithValue("code", code);
    }
}
