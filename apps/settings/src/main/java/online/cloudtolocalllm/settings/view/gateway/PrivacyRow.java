package online.cloudtolocalllm.settings.view.gateway;

import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Entry;
import online.cloudtolocalllm.settings.model.config.GatewaySettings;
import online.cloudtolocalllm.settings.model.privacy.PrivacyTable;
import online.cloudtolocalllm.settings.view.field.NamedBox;
import online.cloudtolocalllm.window.Parts;

/** One privacy rule: for which models, how far, and what that means. Changes apply as they are made. For JavaFX's thread. */
final class PrivacyRow {

    static final double NAME_WIDTH = 220;

    private final int index;
    private final Settings settings;
    private final IntConsumer onRemoved;
    private final TextField name = new TextField();
    private final NamedBox reach;
    private final Button remove;
    private final Label sentence = Parts.paragraph("", "quiet");
    private final Label wrong = Parts.paragraph("", "tone-bad");
    private final VBox box;
    private Entry entry = Entry.of("");
    /** Whether the name moves because of what is set, and not by a hand. */
    private boolean drawing;

    /**
     * A row without a rule.
     *
     * @param index its place in the table
     * @param onRemoved called with the place after its rule was taken out
     */
    PrivacyRow(int index, Settings settings, IntConsumer onRemoved) {
        this.index = index;
        this.settings = settings;
        this.onRemoved = onRemoved;
        name.setId("privacy-name-" + index);
        name.setAccessibleText("Model of rule " + (index + 1));
        name.textProperty().addListener((property, before, text) -> typed(text));
        name.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                rename();
            }
        });
        name.setOnAction(event -> rename());
        reach = new NamedBox(
                "privacy-reach-" + index,
                "How far requests for rule " + (index + 1) + " go",
                GatewaySettings.REACHES,
                chosen -> settings.apply(PrivacyTable.choose(settings.state().config(), entry.base(), chosen.value())));
        remove = Parts.button("privacy-remove-" + index, "✕", this::remove);
        remove.getStyleClass().add("flat");
        remove.setMinWidth(PrivacySection.BUTTON_WIDTH);
        wrong.setId("privacy-wrong-" + index);
        HBox.setHgrow(name, Priority.ALWAYS);
        box = new VBox(2, new HBox(8, name, reach, remove), sentence, wrong);
    }

    private void typed(String text) {
        if (!drawing) {
            entry = entry.type(text);
            draw();
        }
    }

    private void rename() {
        if (entry.dirty() && wrong().isEmpty()) {
            String typed = entry.typed().strip();
            settings.apply(PrivacyTable.rename(settings.state().config(), entry.base(), typed));
        }
    }

    private void remove() {
        settings.apply(PrivacyTable.remove(settings.state().config(), entry.base()));
        onRemoved.accept(index);
    }

    private Optional<String> wrong() {
        return entry.dirty()
                ? PrivacyTable.wrong(settings.state().config(), Optional.of(entry.base()), entry.typed())
                : Optional.empty();
    }

    Node node() {
        return box;
    }

    void focus() {
        remove.requestFocus();
    }

    void show(PrivacyTable.Rule rule, SettingsState state) {
        // Another rule stands here now, or its name was stored: what was typed for the one before goes with it.
        if (!rule.name().equals(entry.base())) {
            put(rule.name());
        }
        reach.choose(rule.word());
        remove.setAccessibleText("Remove the rule for " + rule.name());
        sentence.setText(rule.sentence());
        boolean usable = state.config().known();
        name.setEditable(usable);
        reach.setDisable(!usable);
        remove.setDisable(!usable);
        draw();
    }

    private void put(String set) {
        entry = Entry.of(set);
        drawing = true;
        name.setText(set);
        drawing = false;
    }

    private void draw() {
        Parts.say(wrong, wrong().orElse(""));
    }

    boolean escape() {
        if (!entry.dirty()) {
            return false;
        }
        put(entry.base());
        draw();
        return true;
    }
}
