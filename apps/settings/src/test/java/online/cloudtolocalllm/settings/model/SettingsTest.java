package online.cloudtolocalllm.settings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.ConfigAnswer;
import online.cloudtolocalllm.settings.model.config.ConfigStore;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.window.words.LinkWords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final FieldKey LIMIT = FieldKey.daemon("limits.probe");

    /** Stores in memory; each call is answered when the test says so. */
    private static final class HeldStore implements ConfigStore {
        private final Queue<Runnable> calls = new ArrayDeque<>();
        private Config config =
                new Config(Config.Source.DAEMON, JsonObject.EMPTY, JsonObject.EMPTY, Map.of(), List.of());
        private Optional<ConfigAnswer> trouble = Optional.empty();

        @Override
        public void read(Consumer<ConfigAnswer> then) {
            calls.add(() -> then.accept(trouble.orElseGet(() -> new ConfigAnswer.Read(config))));
        }

        @Override
        public void change(List<ConfigChange> changes, Consumer<ConfigAnswer> then) {
            calls.add(() -> then.accept(trouble.orElseGet(() -> switch (Check.of(config, changes)) {
                case Check.Verdict.Wrong wrong ->
                    new ConfigAnswer.Refused(wrong.why().text(), wrong.why().isOvertaken());
                case Check.Verdict.Right(Config after) -> {
                    config = after;
                    yield new ConfigAnswer.Changed(List.of("limits.probe"));
                }
            })));
        }

        void answer() {
            while (!calls.isEmpty()) {
                calls.remove().run();
            }
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private final ManualClock clock = new ManualClock();
    private final HeldStore store = new HeldStore();
    private final List<SettingsState> heard = new ArrayList<>();
    private final Settings settings = new Settings(store, clock, heard::add);

    @BeforeEach
    void connect() {
        settings.linked(new LinkWords(true, "", false));
        store.answer();
    }

    private Optional<String> limit() {
        return settings.state().config().value(LIMIT).map(value -> value.toJson());
    }

    private void set(int seconds) {
        settings.apply(Edit.field(
                LIMIT,
                settings.state().config().value(LIMIT),
                Optional.of(new JsonNumber(Integer.toString(seconds))),
                "Probe: " + seconds + "."));
    }

    private String notice() {
        return settings.state().notice().map(Notice::sentence).orElse("");
    }

    @Test
    void aChangeIsShownAtOnceAndUndoneAndDoneAgain() {
        set(5);
        assertThat(limit()).as("before it is stored").contains("5");
        store.answer();
        assertThat(notice()).isEqualTo("Probe: 5.");
        set(6);
        store.answer();
        settings.undo();
        assertThat(limit()).contains("5");
        store.answer();
        settings.undo();
        store.answer();
        assertThat(limit()).isEmpty();
        assertThat(settings.state().undoable()).isFalse();
        settings.redo();
        store.answer();
        settings.redo();
        store.answer();
        assertThat(limit()).contains("6");
        assertThat(settings.state().redoable()).isFalse();
        assertThat(store.config.value(LIMIT))
                .isEqualTo(settings.state().config().value(LIMIT));
    }

    @Test
    void whatIsOnItsWayIsTakenBackOnceItIsStored() {
        set(5);
        store.answer();
        set(6);
        settings.undo();
        settings.undo();
        settings.redo();
        assertThat(limit()).as("on its way").contains("6");
        store.answer();
        assertThat(limit()).contains("5");
        set(7);
        settings.undo();
        set(8);
        store.answer();
        assertThat(limit()).as("what came after the wish stays").contains("8");
        settings.undo();
        store.answer();
        assertThat(limit()).contains("7");
    }

    @Test
    void ofWhatWasRefusedNothingIsTakenBack() {
        set(5);
        store.answer();
        store.trouble = Optional.of(new ConfigAnswer.Refused("The disk is full.", false));
        set(6);
        settings.undo();
        store.answer();
        assertThat(limit()).as("the change before it stays").contains("5");
    }

    @Test
    void anOlderAnswerIsNotShownOverAChange() {
        settings.refresh();
        set(5);
        store.calls.remove().run();
        assertThat(limit()).contains("5");
        store.answer();
        assertThat(limit()).contains("5");
    }

    @Test
    void fiftyWishesAreTwoQuestions() {
        for (int i = 0; i < 50; i++) {
            settings.refresh();
        }
        assertThat(store.calls).hasSize(1);
        store.calls.remove().run();
        assertThat(store.calls).hasSize(1);
    }

    @Test
    void whatWouldBeRefusedIsNotStored() {
        set(0);
        assertThat(settings.state().problems()).containsKey(LIMIT);
        assertThat(limit()).isEmpty();
        settings.forgive(LIMIT);
        assertThat(settings.state().problems()).isEmpty();
    }

    @Test
    void aRefusalBringsBackWhatWasAndSaysWhy() {
        store.trouble = Optional.of(new ConfigAnswer.Refused("The disk is full.", false));
        set(5);
        store.answer();
        assertThat(limit()).isEmpty();
        assertThat(settings.state().problems()).containsEntry(LIMIT, "The disk is full.");
        store.trouble = Optional.of(new ConfigAnswer.Away("The daemon is not running."));
        set(6);
        store.answer();
        assertThat(limit()).isEmpty();
        assertThat(settings.state().problems().get(LIMIT)).contains("The daemon is not running.");
        assertThat(settings.state().undoable()).isFalse();
    }

    @Test
    void whatSomebodyElseChangedSinceIsNotUndone() {
        set(5);
        store.answer();
        store.config = store.config.with(
                JsonObject.EMPTY, JsonObject.of("limits", JsonObject.of("probe", new JsonNumber("9"))));
        settings.undo();
        store.answer();
        assertThat(limit()).contains("9");
        assertThat(notice()).contains("changed elsewhere");
        assertThat(settings.state().notice().orElseThrow().problem()).isTrue();
        assertThat(settings.state().undoable()).isFalse();
    }

    @Test
    void theStripGoesAfterTenSeconds() {
        set(5);
        store.answer();
        clock.advance(Duration.ofSeconds(9));
        settings.tick();
        assertThat(notice()).isNotEmpty();
        clock.advance(Duration.ofSeconds(1));
        settings.tick();
        assertThat(notice()).isEmpty();
        assertThat(settings.state().undoable())
                .as("by the keyboard it can still be undone")
                .isTrue();
    }

    private static DaemonStatus run(Instant started) {
        StatusSnapshot snapshot = new StatusSnapshot(1, started, List.of(), Optional.empty(), Optional.empty());
        return new DaemonStatus("1", 1, started, "http://127.0.0.1:1", 0, 0, 0, 0, List.of(), snapshot);
    }

    @Test
    void whatWaitsForARestartIsKnownWhicheverIsToldFirst() {
        Config waiting = store.config;
        store.config = new Config(
                Config.Source.DAEMON, JsonObject.EMPTY, JsonObject.EMPTY, Map.of(), List.of(), List.of("limits.probe"));
        settings.refresh();
        store.answer();
        settings.told(run(Instant.EPOCH));
        assertThat(settings.state().restartNeeded())
                .as("the settings were told before the daemon's state")
                .containsExactly("limits.probe");
        settings.told(run(Instant.EPOCH));
        assertThat(settings.state().restartNeeded()).containsExactly("limits.probe");
        store.config = waiting;
        settings.told(run(Instant.EPOCH.plusSeconds(60)));
        assertThat(settings.state().restartNeeded()).as("it runs anew").isEmpty();
        store.answer();
        assertThat(settings.state().restartNeeded()).isEmpty();
    }

    @Test
    void whatWasSaidWhileNobodyLookedIsThereForWhoLooks() {
        set(5);
        store.answer();
        clock.advance(Duration.ofMinutes(9));
        settings.sayAgain();
        settings.tick();
        assertThat(settings.state().notice()).get().satisfies(said -> {
            assertThat(said.sentence()).isNotEmpty();
            assertThat(said.undo()).isTrue();
        });
        settings.dismiss();
        settings.sayAgain();
        assertThat(settings.state().notice()).as("what is gone stays gone").isEmpty();
    }

    @Test
    void aDaemonThatComesOrGoesHasItReadAgain() {
        settings.linked(new LinkWords(false, "The daemon is not running.", true));
        assertThat(store.calls).hasSize(1);
        store.answer();
        settings.linked(new LinkWords(false, "Still not.", true));
        assertThat(store.calls).isEmpty();
        settings.linked(new LinkWords(true, "", false));
        assertThat(store.calls).hasSize(1);
    }
}
