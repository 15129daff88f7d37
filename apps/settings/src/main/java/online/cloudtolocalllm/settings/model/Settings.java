package online.cloudtolocalllm.settings.model;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.ConfigAnswer;
import online.cloudtolocalllm.settings.model.config.ConfigStore;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.settings.model.config.History;
import online.cloudtolocalllm.window.words.LinkWords;
import online.cloudtolocalllm.window.words.Words;

/**
 * Keeps {@link SettingsState}: takes changes as they are made, shows them at once, has them stored, and takes them back where they were
 * refused or the person says so. For the window's thread; no method blocks.
 */
public final class Settings {

    /** More than a hand wishes for while one change is on its way. */
    private static final int MOST_WISHES = 20;

    private final ConfigStore store;
    private final TimeSource time;
    private final Consumer<SettingsState> listener;

    private SettingsState state = SettingsState.EMPTY;
    private History history = History.EMPTY;
    /** Changes that are on their way: what was read before they were stored is not shown over them. */
    private int storing;
    /** What is to be taken back or done again as soon as nothing is on its way. */
    private final Deque<Kind> wishes = new ArrayDeque<>();
    /** Whether a question about everything is under way, and whether one more was wished for since. */
    private boolean reading;

    private boolean readAgain;
    /** Which run of the daemon keys wait for the end of. */
    private Optional<Instant> runningSince = Optional.empty();

    /** What becomes of a change in the history. */
    private enum Kind {
        NEW,
        UNDO,
        REDO
    }

    /**
     * Nothing is read before {@link #refresh}.
     *
     * @param listener hears every state
     */
    public Settings(ConfigStore store, TimeSource time, Consumer<SettingsState> listener) {
        this.store = store;
        this.time = time;
        this.listener = listener;
    }

    /** What is shown now. */
    public SettingsState state() {
        return state;
    }

    private void change(UnaryOperator<SettingsState> step) {
        SettingsState next = step.apply(state);
        if (!next.equals(state)) {
            state = next;
            listener.accept(next);
        }
    }

    /** How it stands with the daemon. A daemon that came or went has the settings read again. */
    public void linked(LinkWords link) {
        boolean other = link.up() != state.link().up();
        change(now -> now.withLink(link));
        if (other || (!state.config().known() && !link.up())) {
            refresh();
        }
    }

    /** The daemon told its state. */
    public void told(DaemonStatus status) {
        boolean another =
                runningSince.filter(before -> !before.equals(status.started())).isPresent();
        runningSince = Optional.of(status.started());
        if (another) {
            // What waited for a restart counts now; what has been changed since it began is asked for.
            change(now -> now.withRestartNeeded(Set.of()));
            refresh();
        }
        change(now -> now.withStatus(status));
    }

    /** Reads what is set: somebody may have edited a file. Many wishes are one question. */
    public void refresh() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        store.read(answer -> {
            reading = false;
            if (answer instanceof ConfigAnswer.Read(Config config) && storing == 0) {
                change(now -> now.withConfig(config).withRestartNeeded(Set.copyOf(config.restartNeeded())));
            } else if (answer instanceof ConfigAnswer.Away(String sentence)
                    && !state.config().known()) {
                say(sentence, false, true);
            }
            if (readAgain) {
                readAgain = false;
                refresh();
            }
        });
    }

    /** Makes a change: shown at once, stored, and taken back with the reason if it is refused. What would be refused is not stored. */
    public void apply(Edit edit) {
        apply(edit, stored -> {});
    }

    /**
     * The same, for who goes on from there.
     *
     * @param then hears once whether it was stored
     */
    public void apply(Edit edit, Consumer<Boolean> then) {
        // A wish was about what was done before.
        wishes.clear();
        apply(edit, Kind.NEW, then);
    }

    private void apply(Edit edit, Kind kind, Consumer<Boolean> then) {
        Config before = state.config();
        switch (Check.of(before, edit.changes())) {
            case Check.Verdict.Wrong(InvalidSetting why) -> {
                forget(kind);
                refused(edit, kind, why.isOvertaken() ? overtaken() : Words.sentence(why.text()));
                refresh();
                then.accept(false);
            }
            case Check.Verdict.Right(Config after) -> {
                storing++;
                edit.field().ifPresent(field -> change(now -> now.withoutProblem(field)));
                change(now -> now.withConfig(after));
                History.Step step = History.Step.of(before, after, edit);
                store.change(edit.changes(), answer -> {
                    stored(step, before, kind, answer);
                    then.accept(answer instanceof ConfigAnswer.Changed);
                });
            }
        }
    }

    private void stored(History.Step step, Config before, Kind kind, ConfigAnswer answer) {
        storing--;
        if (!(answer instanceof ConfigAnswer.Changed)) {
            // There is nothing to take back of what was not done.
            wishes.clear();
            if (storing == 0) {
                change(now -> now.withConfig(before));
            }
        }
        switch (answer) {
            case ConfigAnswer.Changed(List<String> keys) -> {
                history = switch (kind) {
                    case NEW -> history.add(step);
                    case UNDO -> history.back();
                    case REDO -> history.forth();
                };
                Set<String> waiting = new HashSet<>(keys);
                change(now -> now.withRestartNeeded(waiting));
                say(step.edit().done(), kind != Kind.UNDO, false);
            }
            case ConfigAnswer.Refused(String sentence, boolean overtaken) -> {
                forget(kind);
                refused(step.edit(), kind, overtaken ? overtaken() : sentence);
            }
            case ConfigAnswer.Away(String sentence) -> refused(step.edit(), kind, "It was not changed: " + sentence);
            case ConfigAnswer.Unknown(String sentence) -> refused(step.edit(), kind, sentence);
            case ConfigAnswer.Read ignored -> {
                // A store answers a change with what came of the change.
            }
        }
        change(now -> now.withHistory(history.last().isPresent(), history.next().isPresent()));
        refresh();
        grant();
    }

    private static String overtaken() {
        return "It was changed elsewhere meanwhile, and stays as it is.";
    }

    /** What cannot be taken back, or done again, any more stands in the way of what was done before it. */
    private void forget(Kind kind) {
        history = switch (kind) {
            case NEW -> history;
            case UNDO -> history.withoutLast();
            case REDO -> history.withoutNext();
        };
        change(now -> now.withHistory(history.last().isPresent(), history.next().isPresent()));
    }

    private void refused(Edit edit, Kind kind, String sentence) {
        if (kind == Kind.NEW && edit.field().isPresent()) {
            change(now -> now.withProblem(edit.field().get(), sentence));
            // Whoever made it may look at another page since.
            say("Not set: " + edit.done() + " " + sentence, false, true);
        } else {
            say(sentence, false, true);
        }
    }

    /** Takes the last change back, if there is one; one that is on its way, once it is stored. */
    public void undo() {
        wish(Kind.UNDO);
    }

    /** Makes the change again that was taken back last, if there is one; one that is being taken back, once it is. */
    public void redo() {
        wish(Kind.REDO);
    }

    private void wish(Kind kind) {
        if (wishes.size() < MOST_WISHES) {
            wishes.add(kind);
        }
        grant();
    }

    private void grant() {
        while (storing == 0 && !wishes.isEmpty()) {
            switch (wishes.remove()) {
                case UNDO -> history.last().ifPresent(step -> apply(step.back(), Kind.UNDO, stored -> {}));
                case REDO -> history.next().ifPresent(step -> apply(step.edit(), Kind.REDO, stored -> {}));
                case NEW -> {
                    // Nobody wishes for it: it is made at once.
                }
            }
        }
    }

    /** Whether a change made here is on its way. */
    public boolean changing() {
        return storing > 0;
    }

    /** The person goes on with this field: what was wrong with it is no more. */
    public void forgive(FieldKey field) {
        change(now -> now.withoutProblem(field));
    }

    /** Says something at the foot of the window. */
    public void say(String sentence, boolean undo, boolean problem) {
        Instant until = time.now().plus(Notice.SHOWN);
        change(now -> now.withNotice(Optional.of(new Notice(sentence, undo, problem, until))));
    }

    /** Somebody looks again: what was said while nobody did, and is still there, is there as long as if it were said now. */
    public void sayAgain() {
        state.notice().ifPresent(notice -> say(notice.sentence(), notice.undo(), notice.problem()));
    }

    /** Takes the strip away. */
    public void dismiss() {
        change(now -> now.withNotice(Optional.empty()));
    }

    /** Time passes: a strip that was there long enough goes. */
    public void tick() {
        state.notice().filter(notice -> !time.now().isBefore(notice.until())).ifPresent(old -> dismiss());
    }
}
