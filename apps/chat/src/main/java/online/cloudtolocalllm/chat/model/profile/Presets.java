package online.cloudtolocalllm.chat.model.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.chat.model.Aside;
import online.cloudtolocalllm.chat.model.Undo;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.talk.Preset;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.protocol.words.PlainLine;

/** The presets. What is done shows at once, and is stored beside JavaFX's thread. For JavaFX's thread; no method blocks. */
final class Presets {

    /** Longer than a button shows. */
    static final int LONGEST_NAME = 60;

    private static final Comparator<Preset> ORDER =
            Comparator.comparing(Preset::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Preset::name);

    private final ConversationStore store;
    /** The second change of a preset must not be stored before the first. */
    private final Aside disk;

    private final Undo undo;
    private final Runnable changed;
    private List<Preset> all = List.of();
    private String problem = "";
    /** What was asked of the store and is not answered: what it read before is old. */
    private int open;

    Presets(ConversationStore store, Errands errands, Undo undo, Runnable changed) {
        this.store = store;
        disk = errands.aside().inOrder();
        this.undo = undo;
        this.changed = changed;
    }

    List<Preset> all() {
        return all;
    }

    /** Why the last change was not stored, as sentences; empty if it was. */
    String problem() {
        return problem;
    }

    /** Reads them. */
    void read() {
        disk.ask(store::presets, found -> {
            if (open == 0) {
                all = found.stream().sorted(ORDER).toList();
                changed.run();
            }
        });
    }

    /** Keeps a preset, in the place of one of the same name, which can be undone. */
    void save(String typed, Profile profile) {
        String name = PlainLine.of(typed, LONGEST_NAME);
        if (name.isEmpty()) {
            return;
        }
        List<Preset> replaced =
                all.stream().filter(preset -> preset.name().equals(name)).toList();
        keep(new Preset(name, profile));
        replaced.forEach(old -> undo.offer("The preset \"" + name + "\" was replaced.", () -> keep(old), () -> {}));
    }

    /** Forgets a preset, which can be undone. */
    void delete(Preset preset) {
        change(others -> others, preset, () -> store.forgetPreset(preset.name()));
        undo.offer("The preset \"" + preset.name() + "\" was deleted.", () -> keep(preset), () -> {});
    }

    private void keep(Preset preset) {
        change(
                others -> {
                    List<Preset> more = new ArrayList<>(others);
                    more.add(preset);
                    return more;
                },
                preset,
                () -> store.preset(preset));
    }

    private void change(UnaryOperator<List<Preset>> with, Preset about, BooleanSupplier stored) {
        List<Preset> others = all.stream()
                .filter(preset -> !preset.name().equals(about.name()))
                .toList();
        all = with.apply(others).stream().sorted(ORDER).toList();
        open++;
        changed.run();
        disk.ask(stored::getAsBoolean, done -> {
            open--;
            problem = done ? "" : "The preset \"" + about.name() + "\" could not be stored. Is the disk full?";
            if (!done) {
                read();
            }
            changed.run();
        });
    }
}
