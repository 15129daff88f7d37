package online.cloudtolocalllm.settings.model.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.Notice;
import online.cloudtolocalllm.settings.model.Reply;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.config.ConfigAnswer;
import online.cloudtolocalllm.settings.model.config.ConfigStore;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddingTest {

    private static final String KEY = "sk-secret";

    private final List<Consumer<ConfigAnswer>> stores = new ArrayList<>();
    private final List<JsonObject> asked = new ArrayList<>();
    private final List<Consumer<Reply>> replies = new ArrayList<>();
    private final List<Adding.Step> steps = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private final Settings settings = new Settings(new HeldStore(), new ManualClock(), state -> {});
    private final Adding adding = new Adding(
            settings,
            (command, limit, then) -> {
                assertThat(limit).as("somebody may be asked for a password").isGreaterThan(Duration.ofMinutes(2));
                asked.add(command);
                replies.add(then);
            },
            steps::add,
            added::add);
    private final Draft draft = new Draft(Preset.ALL.getLast(), "x", "https://x.org/v1");

    /** Answers when the test says so. */
    private final class HeldStore implements ConfigStore {
        @Override
        public void read(Consumer<ConfigAnswer> then) {
            then.accept(new ConfigAnswer.Read(Written.config("{}")));
        }

        @Override
        public void change(List<ConfigChange> changes, Consumer<ConfigAnswer> then) {
            stores.add(then);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void read() {
        settings.refresh();
    }

    private void stored() {
        stores.getLast().accept(new ConfigAnswer.Changed(List.of()));
    }

    @Test
    void withoutAKeyItIsThereOnceItIsStored() {
        adding.add(draft, "");
        assertThat(steps).containsExactly(new Adding.Step.Creating());
        stored();
        assertThat(added).containsExactly("x");
        assertThat(asked).isEmpty();
    }

    @Test
    void theKeyFollowsTheConnection() {
        adding.add(draft, " " + KEY + " ");
        assertThat(asked).isEmpty();
        stored();
        assertThat(asked)
                .containsExactly(JsonObject.of("command", "UPDATE_AUTH_TOKEN")
                        .with("connection", "x")
                        .with("token", KEY));
        assertThat(added).isEmpty();
        replies.getFirst().accept(new Reply.Done(JsonObject.EMPTY));
        assertThat(added).containsExactly("x");
        assertThat(steps.toString() + settings.state()).doesNotContain(KEY);
    }

    @Test
    void aKeyThatIsNotStoredCanBeGivenAgain() {
        adding.add(draft, KEY);
        stored();
        replies.getFirst().accept(new Reply.Refused("keyring_locked", "It is locked."));
        assertThat(steps).last().isEqualTo(new Adding.Step.Keyless("x", "It is locked.", true));
        adding.key("x", KEY, true);
        assertThat(asked.getLast().text("store", "")).isEqualTo("file");
        replies.getLast().accept(new Reply.Away("Gone.", true));
        assertThat(steps).last().isEqualTo(new Adding.Step.Keyless("x", "Gone.", false));
        adding.key("x", KEY, false);
        replies.getLast().accept(new Reply.Done(JsonObject.EMPTY));
        assertThat(added).containsExactly("x");
    }

    @Test
    void whatIsRefusedIsNotAdded() {
        adding.add(draft.named("a b"), KEY);
        assertThat(steps).isEmpty();
        adding.add(draft, KEY);
        stores.getLast().accept(new ConfigAnswer.Refused("No room.", false));
        assertThat(steps).last().isEqualTo(new Adding.Step.Typing());
        assertThat(settings.state().notice().map(Notice::sentence)).contains("No room.");
        assertThat(added).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void whoLeftIsToldAtTheFootOfTheWindow() {
        adding.add(draft, KEY);
        adding.leave();
        stored();
        assertThat(asked).as("the key is given all the same").hasSize(1);
        replies.getFirst().accept(new Reply.Refused("not_stored", "The disk is full."));
        assertThat(settings.state().notice().map(Notice::sentence))
                .contains("The key of x was not stored: The disk is full.");
        assertThat(added).isEmpty();
        assertThat(steps).last().isEqualTo(new Adding.Step.Typing());
    }
}
