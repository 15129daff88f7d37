package online.cloudtolocalllm.settings.view.connections;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.connections.Adding;
import online.cloudtolocalllm.settings.model.connections.Draft;
import online.cloudtolocalllm.settings.model.connections.Preset;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * Adding a connection: what it is to, then what that proposes, to be changed. Closed without adding, it keeps what was typed, but no
 * key. For JavaFX's thread.
 */
final class AddPanel extends VBox {

    private final PageContext context;
    private final Runnable grown;
    private final Runnable closed;
    private final Adding adding;
    private final Label title = Parts.text("Add a connection", "group");
    private final PresetChoice presets = new PresetChoice(this::pick);
    private final Label sentence = Parts.paragraph("", "quiet");
    private final AddForm form = new AddForm(this::draw, this::enter);
    private final Label told = Parts.paragraph("");
    private final ProgressIndicator turning = Parts.wheel();
    private final Button add = Parts.button("add", "Add", this::enter);
    private final Button file = Parts.button("add-file", "Store it in a file instead", () -> storeKey(true));
    private final Button cancel = Parts.button("add-cancel", "Cancel", this::leave);
    private final VBox filled = new VBox(12, sentence, form, new HBox(8, turning, told));
    private Optional<Preset> picked = Optional.empty();
    private Adding.Step step = new Adding.Step.Typing();
    private boolean needed;

    /**
     * Makes it.
     *
     * @param added takes the name of a connection that was added
     * @param grown runs when it has got higher
     * @param closed runs when there is nothing more to add
     */
    AddPanel(PageContext context, Consumer<String> added, Runnable grown, Runnable closed) {
        this.context = context;
        this.grown = grown;
        this.closed = closed;
        adding = new Adding(
                context.settings(),
                context.daemon(),
                now -> {
                    step = now;
                    draw();
                },
                name -> {
                    forget();
                    added.accept(name);
                });
        setId("add-panel");
        setSpacing(16);
        add.getStyleClass().add("accent");
        told.setId("add-told");
        getChildren().addAll(title, presets, filled, new HBox(8, add, file, cancel));
        draw();
    }

    private void pick(Preset preset) {
        Draft draft = picked.map(before ->
                        form.draft(before).as(preset, context.settings().state().config()))
                .orElseGet(() -> Draft.of(preset, context.settings().state().config()));
        if (!picked.equals(Optional.of(preset))) {
            // The key of one is no other's: it must neither go there unseen nor keep the button shut.
            form.wipe();
        }
        picked = Optional.of(preset);
        form.put(draft);
        draw();
        grown.run();
        form.focus(draft);
    }

    private void enter() {
        if (step instanceof Adding.Step.Keyless) {
            storeKey(false);
        } else if (step instanceof Adding.Step.Typing) {
            picked.ifPresent(preset -> adding.add(form.draft(preset), key(preset)));
        }
    }

    /** A key whose field went when something else was picked was meant for another. */
    private String key(Preset preset) {
        return preset.key() == Preset.Key.NONE ? "" : form.key();
    }

    private void storeKey(boolean inFile) {
        if (step instanceof Adding.Step.Keyless keyless && !form.key().isBlank()) {
            adding.key(keyless.name(), form.key(), inFile);
        }
    }

    /** Whether a connection is being added, or waits for its key. */
    boolean busy() {
        return !(step instanceof Adding.Step.Typing);
    }

    /** The focus goes to where something is to be picked. */
    void focus() {
        presets.focus();
    }

    /** Closes it; a connection that is there without its key is complete so. */
    void leave() {
        String there =
                switch (step) {
                    case Adding.Step.Typing ignored -> "";
                    case Adding.Step.Creating ignored -> "";
                    case Adding.Step.Storing storing -> storing.name();
                    case Adding.Step.Keyless keyless -> keyless.name();
                };
        adding.leave();
        if (!there.isEmpty()) {
            forget();
        }
        form.wipe();
        closed.run();
    }

    private void forget() {
        picked = Optional.empty();
        form.wipe();
        draw();
    }

    /** No key outlives the window's page. */
    void wipe() {
        boolean typed = !form.key().isBlank() && !(step instanceof Adding.Step.Storing);
        form.wipe();
        if (typed && !(step instanceof Adding.Step.Creating)) {
            context.settings().say("The key that was typed was not stored, and is not kept.", false, true);
        }
    }

    /**
     * Shows what is so now.
     *
     * @param only whether there is no connection, so that there is nothing else to do here
     */
    void show(SettingsState state, boolean only) {
        needed = only;
        draw();
    }

    private void draw() {
        SettingsState state = context.settings().state();
        boolean typing = step instanceof Adding.Step.Typing;
        boolean keyless = step instanceof Adding.Step.Keyless;
        Parts.there(title, !needed);
        presets.show(picked);
        presets.setDisable(!typing);
        Parts.there(filled, picked.isPresent());
        Parts.there(add, picked.isPresent());
        picked.ifPresent(preset -> {
            Draft draft = form.draft(preset);
            sentence.setText(draft.sentence());
            form.show(draft, state.config(), state.link().up(), !typing);
            add.setDisable(keyless ? form.key().isBlank() : !typing || !draft.complete(state.config(), key(preset)));
        });
        form.setDisable(!typing && !keyless);
        add.setText(keyless ? "Store the key" : "Add");
        Parts.there(file, step instanceof Adding.Step.Keyless closedRing && closedRing.locked());
        Parts.there(cancel, !needed || !typing);
        cancel.setText(typing ? "Cancel" : "Go on without a key");
        Parts.there(turning, !typing && !keyless);
        told.setText(
                switch (step) {
                    case Adding.Step.Typing ignored -> "";
                    case Adding.Step.Creating ignored -> "Adding …";
                    case Adding.Step.Storing(String name) ->
                        Words.plain(name)
                                + " was added. Its key is being stored: your desktop may ask for the keyring's"
                                + " password.";
                    case Adding.Step.Keyless(String name, String why, var locked) ->
                        Words.plain(name) + " was added, but its key is not stored. " + why;
                });
        Parts.tone(told, keyless ? Tone.BAD : Tone.QUIET);
        Parts.there(told.getParent(), !typing);
    }
}
