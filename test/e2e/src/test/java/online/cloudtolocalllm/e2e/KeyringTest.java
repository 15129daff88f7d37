package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import online.cloudtolocalllm.testkit.keyring.GnomeKeyring;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon with a real gnome-keyring on a private bus; run by the profile "real". */
@Tag("real")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class KeyringTest {

    private static final String TOKEN = "sk-keyring-0123456789";
    private static final String OTHER = "sk-keyring-other";
    private static final String ROUTER = TokenScene.ROUTER;
    /** The daemon looks for a token that was locked away every 30 s. */
    private static final Duration NOTICED = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private PrivateBus bus;
    private ScriptedUpstream upstream;
    private TemporaryHome home;

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
        upstream = ScriptedUpstream.openai(TOKEN, Offer.usual());
        home = TemporaryHome.with(
                Connections.none().other(ROUTER, "openai", upstream.url(), 30).set(ROUTER, "x-note", "kept"));
    }

    @AfterEach
    void stop() throws IOException {
        bus.close();
        upstream.close();
        home.close();
    }

    private DaemonProcess daemon() throws IOException, InterruptedException {
        return DaemonProcess.start(Programs.daemon(home).environment(bus.environment()), home);
    }

    private TokenScene scene(DaemonProcess daemon) {
        return new TokenScene(home, daemon);
    }

    private String kept() throws IOException {
        return TokenScene.settings(home).text("auth_token_ref", "");
    }

    @Test
    void aPlainTokenMovesIntoTheKeyringOnce() throws Exception {
        Files.writeString(
                home.locations().connectionConfig(),
                Connections.none()
                        .other(ROUTER, "openai", upstream.url(), 30)
                        .set(ROUTER, "auth_token", TOKEN)
                        .set(ROUTER, "x-note", "kept")
                        .text());
        try (GnomeKeyring _ = GnomeKeyring.unlocked(bus, folder)) {
            try (DaemonProcess daemon = daemon()) {
                Gateway.of(daemon).await(ROUTER, HealthState.UP);
                assertThat(Until.holds(Until.LIMIT, this::moved)).isTrue();
                assertThat(scene(daemon).tokenStatus().text("stored")).contains("keyring");
                scene(daemon).assertNotTold(TOKEN);
            }
            JsonObject settings = TokenScene.settings(home);
            assertThat(settings.fields().keySet())
                    .containsExactly(
                            "connection_type", "api_base_url", "priority", "auth_token", "x-note", "auth_token_ref");
            assertThat(settings.text("auth_token")).contains("");
            try (DaemonProcess daemon = daemon()) {
                Gateway.of(daemon).await(ROUTER, HealthState.UP);
                scene(daemon).assertNotTold(TOKEN);
            }
            assertThat(TokenScene.settings(home)).isEqualTo(settings);
        }
    }

    private boolean moved() {
        try {
            return !kept().isEmpty();
        } catch (IOException e) {
            throw new AssertionError("the settings cannot be read", e);
        }
    }

    @Test
    void lockedAtTheStartAndUnlockedLater() throws Exception {
        try (GnomeKeyring _ = GnomeKeyring.unlocked(bus, folder);
                DaemonProcess daemon = daemon()) {
            JsonObject reply = scene(daemon).set(TOKEN);
            assertThat(reply).isEqualTo(JsonObject.of("ok", true, "stored", "keyring"));
            assertThat(kept()).startsWith("keyring:router");
            Gateway.of(daemon).await(ROUTER, HealthState.UP);
            scene(daemon).assertNotTold(TOKEN, reply);
        }
        try (GnomeKeyring locked = GnomeKeyring.locked(bus, folder);
                DaemonProcess daemon = daemon()) {
            int before = upstream.connectionCount();
            Gateway.of(daemon).await(ROUTER, HealthState.SIGN_IN_NEEDED);
            assertThat(scene(daemon).reason()).isEqualTo("its token is in a locked keyring: unlock it");
            assertThat(upstream.connectionCount()).isEqualTo(before);
            locked.unlock();
            assertThat(Until.holds(NOTICED, () -> up(daemon))).isTrue();
            locked.process().kill();
            assertThat(scene(daemon).tokenStatus().get("problem")).contains(JsonNull.NULL);
            Gateway.of(daemon).await(ROUTER, HealthState.UP);
        }
    }

    private static boolean up(DaemonProcess daemon) {
        try {
            return Gateway.state(Gateway.of(daemon).status(), ROUTER) == HealthState.UP;
        } catch (IOException e) {
            throw new AssertionError("the status cannot be read", e);
        }
    }

    @Test
    void aLockedKeyringIsNotPassedByUnlessAskedFor() throws Exception {
        try (GnomeKeyring _ = GnomeKeyring.unlocked(bus, folder);
                DaemonProcess daemon = daemon()) {
            assertThat(scene(daemon).set(OTHER).text("stored")).contains("keyring");
        }
        try (GnomeKeyring _ = GnomeKeyring.locked(bus, folder);
                DaemonProcess daemon = daemon();
                DaemonLink link = DaemonLink.open(home.locations())) {
            JsonObject set = JsonObject.of("command", "UPDATE_AUTH_TOKEN", "connection", ROUTER)
                    .with("token", TOKEN);
            assertThatThrownBy(() -> link.request(set, Duration.ofMinutes(2)))
                    .isInstanceOf(DaemonException.class)
                    .hasFieldOrPropertyWithValue("code", "keyring_locked");
            assertThat(kept()).startsWith("keyring:router");
            assertThat(link.request(set.with("store", "file")).text("stored")).contains("file");
            Gateway.of(daemon).await(ROUTER, HealthState.UP);
        }
    }

    @Test
    void aReferenceCostsTheIdleDaemonNoThread() throws Exception {
        try (GnomeKeyring _ = GnomeKeyring.unlocked(bus, folder)) {
            Footprint without;
            try (DaemonProcess daemon = daemon()) {
                scene(daemon).tokenStatus();
                without = least(daemon);
                assertThat(scene(daemon).set(TOKEN).text("stored")).contains("keyring");
            }
            try (DaemonProcess daemon = daemon()) {
                Gateway.of(daemon).await(ROUTER, HealthState.UP);
                scene(daemon).tokenStatus();
                assertThat(Until.holds(NOTICED, () -> {
                            Footprint now = Footprint.of(daemon.process());
                            return now.threads() <= without.threads() + 2
                                    && now.descriptors() <= without.descriptors() + 8;
                        }))
                        .as(
                                "jars and an upstream socket are kept open, no bus and no thread of it: %s with a"
                                        + " reference, %s without",
                                Footprint.of(daemon.process()), without)
                        .isTrue();
            }
        }
    }

    private static Footprint least(DaemonProcess daemon) throws InterruptedException {
        List<Footprint> seen = new ArrayList<>(List.of(Footprint.of(daemon.process())));
        Until.holds(Duration.ofSeconds(3), () -> {
            seen.add(Footprint.of(daemon.process()));
            return false;
        });
        return seen.stream().reduce(Footprint::least).orElseThrow();
    }
}
