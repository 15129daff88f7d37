package online.cloudtolocalllm.settings.model.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.settings.model.Notice;
import online.cloudtolocalllm.settings.model.Reply;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.ConfigAnswer;
import online.cloudtolocalllm.settings.model.config.ConfigStore;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class ConnectionTokenTest {

    private static final String SECRET = "sk-0123456789";
    private static final Seen ROUTER =
            Seen.of("router", "{\"connection_type\":\"openai\",\"api_base_url\":\"https://router.example\"}");
    private static final Seen HELD = Seen.of(
            "router",
            "{\"connection_type\":\"openai\",\"api_base_url\":\"https://router.example\","
                    + "\"auth_token_ref\":\"env:ROUTER_KEY\",\"auth_token_set\":true}");

    private final AskedDaemon daemon = new AskedDaemon();
    private final List<TokenState> heard = new ArrayList<>();
    private final List<List<ConfigChange>> changed = new ArrayList<>();
    private final List<SettingsState> states = new ArrayList<>();
    private Seen file = ROUTER;
    private final Settings settings = new Settings(new Store(), new ManualClock(Seen.NOW), states::add);
    private final ConnectionToken token = new ConnectionToken("router", daemon, settings, heard::add);

    private final class Store implements ConfigStore {
        @Override
        public void read(Consumer<ConfigAnswer> then) {
            then.accept(new ConfigAnswer.Read(file.view().config()));
        }

        @Override
        public void change(List<ConfigChange> changes, Consumer<ConfigAnswer> then) {
            changed.add(changes);
            then.accept(new ConfigAnswer.Changed(List.of()));
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    private String said() {
        return settings.state().notice().map(Notice::sentence).orElse("");
    }

    private static JsonObject update(String text) {
        return JsonObject.of("command", "UPDATE_AUTH_TOKEN", "connection", "router")
                .with("token", text);
    }

    private TokenWords words(Seen seen) {
        return TokenWords.of(seen.view(), token.state(), Seen.NOW, ZoneOffset.UTC);
    }

    @Test
    void whereItIsIsAskedOnceAndAgainWhenSomethingChanged() {
        token.show(ROUTER.view());
        token.show(ROUTER.view());
        assertThat(daemon.asked()).containsExactly(JsonObject.of("command", "TOKEN_STATUS", "connection", "router"));
        daemon.done("{\"set\":true,\"stored\":\"keyring\",\"ref\":\"keyring:router\",\"problem\":\"it is locked\"}");
        assertThat(words(ROUTER).held()).isEqualTo("in the keyring");
        assertThat(words(ROUTER).warning()).isEqualTo("It is locked.");
        token.show(ROUTER.in(HealthState.SIGN_IN_NEEDED, "the token was refused (401)")
                .view());
        daemon.done("{\"set\":true,\"stored\":\"keyring\",\"problem\":null}");
        assertThat(words(ROUTER.in(HealthState.SIGN_IN_NEEDED, "the token was refused (401)"))
                        .warning())
                .isEqualTo("Rejected since 12:40: the token was refused (401).");
    }

    @Test
    void aTokenGoesToTheDaemonAndIntoNoState() {
        AtomicInteger stored = new AtomicInteger();
        token.set("  ", false, stored::incrementAndGet);
        token.set(" " + SECRET + "\n", false, stored::incrementAndGet);
        token.set("another", false, stored::incrementAndGet);
        assertThat(daemon.asked()).containsExactly(update(SECRET));
        assertThat(words(ROUTER).progress()).contains("up to two minutes");
        daemon.done("{\"ok\":true,\"stored\":\"keyring\"}");
        assertThat(stored).hasValue(1);
        assertThat(words(ROUTER).held()).isEqualTo("•••••• in the keyring");
        assertThat(said()).isEqualTo("The token of router is in the keyring.");
        assertThat(heard.toString() + states + changed).doesNotContain(SECRET);
        assertThat(settings.state().undoable()).isFalse();
    }

    @Test
    void aLockedKeyringOffersAFile() {
        AtomicInteger stored = new AtomicInteger();
        token.set(SECRET, false, stored::incrementAndGet);
        daemon.answer(new Reply.Refused("keyring_locked", "The token was not kept: the keyring is locked."));
        assertThat(token.state().locked()).isTrue();
        assertThat(stored).hasValue(0);
        token.set(SECRET, true, stored::incrementAndGet);
        assertThat(daemon.asked()).containsExactly(update(SECRET).with("store", "file"));
        daemon.answer(new Reply.Away("The daemon went away.", true));
        assertThat(token.state().failure()).contains("doing it again does no harm");
        token.forgive();
        assertThat(token.state().failure()).isEmpty();
    }

    @Test
    void whatBecomesOfItWhenNobodyLooksAnyMoreIsToldAtTheFoot() {
        AtomicInteger stored = new AtomicInteger();
        token.set(SECRET, false, stored::incrementAndGet);
        token.leave();
        int before = heard.size();
        daemon.answer(new Reply.Refused("not_stored", "The token was not kept: the disk is full."));
        assertThat(said()).isEqualTo("router: The token was not kept: the disk is full.");
        assertThat(heard).hasSize(before);
        assertThat(stored).hasValue(0);
    }

    @Test
    void clearingSaysWhatUndoCannotDo() {
        token.show(ROUTER.view());
        daemon.done("{\"set\":true,\"stored\":\"keyring\",\"problem\":null}");
        assertThat(words(ROUTER).clearing()).contains("Undo does not bring it back");
        token.clear();
        assertThat(daemon.asked()).containsExactly(update(""));
        daemon.done("{\"ok\":true,\"stored\":\"\"}");
        assertThat(words(ROUTER).held()).isEqualTo("None.");
        assertThat(words(ROUTER).clearable()).isFalse();
    }

    @Test
    void aVariableIsNotTheDaemonsSoThatIsAChangeLikeAnyOther() {
        file = HELD;
        settings.refresh();
        token.show(HELD.view());
        daemon.done("{\"set\":true,\"stored\":\"env\",\"problem\":null}");
        assertThat(words(HELD).clearing()).isEmpty();
        token.clear();
        assertThat(daemon.asked()).isEmpty();
        assertThat(changed).hasSize(1);
        assertThat(settings.state().undoable()).isTrue();
    }

    @Test
    void whenNoneCanBeGivenTheReasonIsThereBefore() {
        token.show(HELD.away().view());
        assertThat(daemon.asked()).isEmpty();
        assertThat(words(HELD.away()).closed()).startsWith("The daemon stores tokens.");
        assertThat(words(HELD.away()).held()).isEqualTo("•••••• in an environment variable of the daemon");
        Seen open = Seen.of("box", "{\"connection_type\":\"ollama\",\"api_base_url\":\"http://10.0.0.1\"}");
        assertThat(words(open).closed()).contains("over https only");
        assertThat(TokenWords.of(Seen.of("cloud_proxy", "{}").view(), TokenState.UNKNOWN, Seen.NOW, ZoneOffset.UTC)
                        .held())
                .isEqualTo("None yet; a cloud needs one.");
    }
}
