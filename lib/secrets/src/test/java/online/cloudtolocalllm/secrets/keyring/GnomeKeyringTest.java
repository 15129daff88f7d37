package online.cloudtolocalllm.secrets.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.secrets.Prompting;
import online.cloudtolocalllm.secrets.Resolution;
import online.cloudtolocalllm.secrets.Storing;
import online.cloudtolocalllm.testkit.Leaks;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import online.cloudtolocalllm.testkit.keyring.GnomeKeyring;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real gnome-keyring on a private bus; run by the profile "real". */
@Tag("real")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GnomeKeyringTest {

    private static final Token TOKEN = new Token("sk-4f1c-9");
    private static final Token OTHER = new Token("sk-other");

    @TempDir
    Path folder;

    private PrivateBus bus;
    private SecretServiceKeyring keyring;

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
        keyring = keyring(bus.environment());
    }

    @AfterEach
    void stop() {
        bus.close();
    }

    private static SecretServiceKeyring keyring(Map<String, String> environment) {
        return new SecretServiceKeyring(
                environment, new SecretServiceKeyring.Limits(Until.LIMIT, Duration.ofSeconds(8)));
    }

    private Resolution find(String entry) {
        return keyring.find(entry, Prompting.NEVER);
    }

    private Storing store(String entry, Token token) {
        return keyring.store(entry, token, Prompting.NEVER);
    }

    @Test
    void keepsFindsReplacesAndForgets() throws Exception {
        try (GnomeKeyring _ = GnomeKeyring.unlocked(bus, folder)) {
            assertThat(find("router")).isInstanceOf(Resolution.Absent.class);
            assertThat(store("router", TOKEN)).isEqualTo(new Storing.Kept(new TokenSource.Keyring("router")));
            assertThat(store("other", OTHER)).isInstanceOf(Storing.Kept.class);
            assertThat(find("router")).isEqualTo(new Resolution.Found(TOKEN));
            assertThat(store("router", OTHER)).isInstanceOf(Storing.Kept.class);
            assertThat(find("router")).isEqualTo(new Resolution.Found(OTHER));
            assertThat(keyring.clear("router", Prompting.NEVER)).isEqualTo(new Storing.Gone());
            assertThat(find("router")).isInstanceOf(Resolution.Absent.class);
            assertThat(keyring.clear("router", Prompting.NEVER)).isEqualTo(new Storing.Gone());
            assertThat(find("other")).isEqualTo(new Resolution.Found(OTHER));
        }
    }

    @Test
    void manyTimesWithoutLeavingAnything() throws Exception {
        try (GnomeKeyring _ = GnomeKeyring.unlocked(bus, folder)) {
            assertThat(store("router", TOKEN)).isInstanceOf(Storing.Kept.class);
            Leaks leaks = Leaks.baseline();
            // Each with keys of its own: one in 256 shared secrets begins with a zero byte.
            for (int i = 0; i < 600; i++) {
                assertThat(find("router")).isEqualTo(new Resolution.Found(TOKEN));
            }
            leaks.assertNone();
        }
    }

    @Test
    void lockedUntilSomebodyUnlocksIt() throws Exception {
        try (GnomeKeyring _ = GnomeKeyring.unlocked(bus, folder)) {
            assertThat(store("router", TOKEN)).isInstanceOf(Storing.Kept.class);
        }
        try (GnomeKeyring locked = GnomeKeyring.locked(bus, folder)) {
            assertThat(find("router")).isInstanceOf(Resolution.Locked.class);
            assertThat(find("unheard of")).isInstanceOf(Resolution.Locked.class);
            assertThat(store("router", OTHER)).isInstanceOf(Storing.Locked.class);
            assertThat(keyring.clear("router", Prompting.NEVER)).isInstanceOf(Storing.Locked.class);
            locked.unlock();
            assertThat(find("router")).isEqualTo(new Resolution.Found(TOKEN));
        }
    }

    @Test
    void aPromptThatNobodyAnswersEnds() throws Exception {
        try (GnomeKeyring _ = GnomeKeyring.unlocked(bus, folder)) {
            assertThat(store("router", TOKEN)).isInstanceOf(Storing.Kept.class);
        }
        try (GnomeKeyring locked = GnomeKeyring.locked(bus, folder)) {
            Resolution asked = keyring.find("router", Prompting.ALLOWED);
            assertThat(asked).isNotInstanceOf(Resolution.Found.class);
            assertThat(keyring.store("router", OTHER, Prompting.ALLOWED)).isNotInstanceOf(Storing.Kept.class);
            locked.unlock();
            assertThat(find("router")).isEqualTo(new Resolution.Found(TOKEN));
        }
    }

    @Test
    void nobodyOnTheBus() {
        assertThat(find("router").problem()).startsWith("no keyring runs in this session");
        assertThat(store("router", TOKEN)).isInstanceOf(Storing.Unavailable.class);
    }

    @Test
    void aKeyringWithoutACollection() throws Exception {
        try (GnomeKeyring _ = GnomeKeyring.locked(bus, folder)) {
            assertThat(find("router")).isInstanceOf(Resolution.Absent.class);
            assertThat(store("router", TOKEN))
                    .isEqualTo(new Storing.Unavailable("the keyring has no default collection"));
        }
    }

    @Test
    void theBusDies() throws Exception {
        try (GnomeKeyring _ = GnomeKeyring.unlocked(bus, folder)) {
            assertThat(store("router", TOKEN)).isInstanceOf(Storing.Kept.class);
            bus.kill();
            assertThat(find("router")).isInstanceOf(Resolution.Unavailable.class);
        }
    }

    @Test
    void theKeyringDiesAndComesBack() throws Exception {
        try (GnomeKeyring first = GnomeKeyring.unlocked(bus, folder)) {
            assertThat(store("router", TOKEN)).isInstanceOf(Storing.Kept.class);
            first.process().kill();
            assertThat(find("router")).isInstanceOf(Resolution.Unavailable.class);
        }
        try (GnomeKeyring _ = GnomeKeyring.unlocked(bus, folder)) {
            assertThat(find("router")).isEqualTo(new Resolution.Found(TOKEN));
        }
    }
}
