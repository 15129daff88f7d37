package online.cloudtolocalllm.settings.model.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.PlayedDaemon;
import online.cloudtolocalllm.settings.model.Reply;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppsTest {

    private static final JsonObject OK = JsonObject.of("ok", true);

    private final PlayedDaemon daemon = new PlayedDaemon();
    private final ManualClock clock = new ManualClock();
    private int told;
    private final Apps apps = new Apps(daemon, clock, () -> told++);

    private static JsonObject key(String name, long requests) {
        return JsonObject.of("name", name, "privacy", "lan")
                .with("created", "2026-01-01T11:00:00Z")
                .with("last_used", requests == 0 ? JsonNull.NULL : "2026-01-01T11:59:00Z")
                .with("requests", requests);
    }

    private static JsonObject keys(JsonObject... keys) {
        return JsonObject.of("keys", List.of(keys));
    }

    private static JsonObject totals(String app, long tokens) {
        return JsonObject.of(
                "apps", JsonObject.of(app, JsonObject.of("prompt_tokens", 5, "completion_tokens", tokens)));
    }

    private void look(JsonObject listed, JsonObject stats) {
        apps.look();
        daemon.answer(listed);
        daemon.answer(stats);
    }

    @Test
    void keysComeWithWhatTheyWereUsedFor() {
        look(keys(key("editor", 12), key("new", 0)), totals("editor", 1_234_567));
        assertThat(apps.state().keys()).extracting(AppKey::name).containsExactly("editor", "new");
        assertThat(apps.state().keys())
                .extracting(key -> KeyWords.use(key, clock.now()).replace('\u202f', ' '))
                .containsExactly("12 requests · 1 234 572 tokens · last 1 min ago", "Made 1 h ago, not used yet");
        int before = told;
        look(keys(key("editor", 12), key("new", 0)), totals("editor", 1_234_567));
        assertThat(told).as("nothing new is not told").isEqualTo(before);
    }

    @Test
    void manyWishesAreOneQuestionAndOneMore() {
        apps.look();
        apps.look();
        apps.look();
        assertThat(daemon.open()).isEqualTo(1);
        daemon.answer(keys());
        daemon.answer(new Reply.Refused("", "No totals."));
        assertThat(apps.state().known()).as("without totals the keys are there").isTrue();
        assertThat(daemon.open()).isEqualTo(1);
    }

    @Test
    void whatElseGoesWrongDoesNotEndTheMakingOfAKey() {
        look(keys(key("editor", 1)), JsonObject.EMPTY);
        apps.revoke("editor");
        apps.make("cli", "any");
        daemon.answer(new Reply.Refused("not_written", "The disk is full."));
        assertThat(apps.state().problem()).isEqualTo("The disk is full.");
        assertThat(apps.state().making()).isTrue();
        apps.make("other", "any");
        assertThat(daemon.last().text("command", "")).as("one at a time").isEqualTo("LIST_KEYS");
    }

    @Test
    void aNewKeyIsThereUntilThePersonHasItAndIsWrittenNowhere() {
        look(keys(key("editor", 1)), JsonObject.EMPTY);
        apps.make("editor", "any");
        apps.make("not a name", "any");
        assertThat(daemon.open()).as("what would be refused is not asked").isZero();
        apps.make(" cli ", "local");
        assertThat(apps.state().making()).isTrue();
        assertThat(daemon.last())
                .isEqualTo(JsonObject.of("command", "CREATE_KEY", "name", "cli").with("privacy", "local"));
        apps.make("other", "any");
        assertThat(daemon.open()).as("one at a time").isEqualTo(1);
        daemon.answer(JsonObject.of("name", "cli", "key", "c2l_secret"));
        assertThat(apps.state().made()).contains(new NewKey("cli", "c2l_secret"));
        assertThat(apps.state().toString()).doesNotContain("c2l_secret");
        apps.away();
        assertThat(apps.state().made()).as("the daemon may go meanwhile").isPresent();
        apps.taken();
        assertThat(apps.state().made()).isEmpty();
    }

    @Test
    void aKeyThatCannotBeMadeSaysWhy() {
        look(keys(), JsonObject.EMPTY);
        apps.make("cli", "any");
        daemon.answer(new Reply.Refused("not_written", "The disk is full."));
        assertThat(apps.state().problem()).isEqualTo("The disk is full.");
        assertThat(apps.state().making()).isFalse();
        apps.make("cli", "any");
        assertThat(apps.state().problem()).isEmpty();
        daemon.answer(keys());
        daemon.answer(new Reply.Away("No answer came.", true));
        assertThat(apps.state().problem()).startsWith("No answer came. If the key is in the list");
    }

    @Test
    void aRevokedKeyIsGoneAtOnceAndCanBeBroughtBackForAWhile() {
        look(keys(key("editor", 1)), JsonObject.EMPTY);
        apps.look();
        apps.revoke("editor");
        daemon.answer(keys(key("editor", 1)));
        daemon.answer(OK);
        assertThat(apps.state().keys()).isEmpty();
        assertThat(apps.state().revoked()).containsOnlyKeys("editor");
        daemon.answer(JsonObject.EMPTY);
        assertThat(apps.state().keys())
                .as("what was listed before does not bring it back")
                .isEmpty();

        apps.restore("editor");
        assertThat(daemon.last()).isEqualTo(JsonObject.of("command", "RESTORE_KEY", "name", "editor"));
        daemon.answerLatest(OK);
        assertThat(apps.state().revoked()).isEmpty();

        daemon.answer(keys(key("editor", 1)));
        daemon.answer(JsonObject.EMPTY);
        apps.revoke("editor");
        daemon.answerLatest(OK);
        clock.advance(Apps.UNDO.minusMillis(1));
        apps.tick();
        assertThat(apps.state().revoked()).isNotEmpty();
        clock.advance(Apps.UNDO);
        apps.tick();
        assertThat(apps.state().revoked()).isEmpty();
    }

    @Test
    void aKeyThatIsRevokedIsNotOfferedToBeCopiedAnyMore() {
        look(keys(), JsonObject.EMPTY);
        apps.make("cli", "any");
        daemon.answer(JsonObject.of("name", "cli", "key", "c2l_secret"));
        apps.revoke("cli");
        daemon.answerLatest(OK);
        assertThat(apps.state().made()).isEmpty();
    }

    @Test
    void whatStoodInTheWayOfAskingIsForgottenOnceThereIsAnAnswer() {
        apps.look();
        daemon.answer(new Reply.Away("The link was lost.", false));
        assertThat(apps.state().problem()).isEqualTo("The link was lost.");
        look(keys().with("problem", "keys.json cannot be used"), JsonObject.EMPTY);
        assertThat(apps.state().problem()).isEqualTo("keys.json cannot be used.");
        apps.away();
        look(keys(), JsonObject.EMPTY);
        assertThat(apps.state().problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"editor,false", "'',false", "Editor,true", "-x,false", "a b,false", "' ok-1.2_3 ',true"})
    void aNameIsCheckedWhileItIsTyped(String name, boolean good) {
        look(keys(key("editor", 1)), JsonObject.EMPTY);
        assertThat(apps.wrong(name).isEmpty()).isEqualTo(good);
        assertThat(apps.wrong("a".repeat(65))).isPresent();
    }

    @Test
    void oldClientsAreLetInAndShutOut() {
        OldClients clients = new OldClients(daemon, () -> told++);
        clients.open();
        clients.open();
        assertThat(daemon.open()).isEqualTo(1);
        assertThat(clients.asking()).isTrue();
        daemon.answer(new Reply.Refused("overridden", "A variable says so."));
        assertThat(clients.problem()).isEqualTo("A variable says so.");
        clients.end();
        assertThat(daemon.last()).isEqualTo(JsonObject.of("command", "LEGACY", "on", false));
        daemon.answer(OK);
        assertThat(clients.problem()).isEmpty();
        Optional<String> none = Optional.empty();
        assertThat(OldClients.sentence(false, none, Optional.of(clock.now().plusSeconds(899)), clock.now()))
                .isEqualTo("They are let in for another 14 min.");
        assertThat(OldClients.sentence(false, none, Optional.of(clock.now()), clock.now()))
                .isEqualTo("They are not let in.");
        assertThat(OldClients.sentence(true, none, Optional.empty(), clock.now()))
                .contains("setting below");
        assertThat(OldClients.sentence(true, Optional.of("CLOUDTOLOCALLLM_IPC_LEGACY"), Optional.empty(), clock.now()))
                .as("the variable may say no, and its value is not told")
                .isEqualTo("The environment variable CLOUDTOLOCALLLM_IPC_LEGACY decides whether they are let in.");
    }
}
