package online.cloudtolocalllm.settings.view.connections;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.connections.Draft;
import online.cloudtolocalllm.settings.model.connections.Preset;
import online.cloudtolocalllm.settings.view.field.SecretField;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;

/** The fields of a connection that is about to be added, each with what is wrong in it while it is typed. For JavaFX's thread. */
final class AddForm extends GridPane {

    private final TextField name = new TextField();
    private final TextField address = new TextField();
    private final SecretField key = new SecretField("add-key", "Key", this::changed);
    private final Label nameLabel = label("Name");
    private final Label addressLabel = label("Address");
    private final Label keyLabel = label("Key");
    private final Label nameSays = says("add-name-says");
    private final Label addressSays = says("add-address-says");
    private final Label keySays = says("add-key-says");
    private final VBox keyBox = new VBox(4, key, keySays);
    private final Runnable typed;
    private boolean drawing;

    /**
     * Makes it, empty.
     *
     * @param typed runs at every key
     * @param entered runs at Enter
     */
    AddForm(Runnable typed, Runnable entered) {
        this.typed = typed;
        setHgap(16);
        setVgap(12);
        ColumnConstraints narrow = new ColumnConstraints();
        narrow.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(narrow, wide);
        name.setId("add-name");
        name.setAccessibleText("Name");
        address.setId("add-address");
        address.setAccessibleText("Address");
        address.getStyleClass().add("mono");
        nameLabel.setLabelFor(name);
        addressLabel.setLabelFor(address);
        addRow(0, nameLabel, new VBox(4, name, nameSays));
        addRow(1, addressLabel, new VBox(4, address, addressSays));
        addRow(2, keyLabel, keyBox);
        name.textProperty().addListener((property, before, now) -> changed());
        address.textProperty().addListener((property, before, now) -> changed());
        Parts.onEnter(this, entered);
    }

    private static Label label(String text) {
        Label label = Parts.text(text, "quiet", "form-label");
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }

    private static Label says(String id) {
        Label label = Parts.paragraph("");
        label.setId(id);
        return label;
    }

    private void changed() {
        if (!drawing) {
            typed.run();
        }
    }

    /** What is typed. */
    Draft draft(Preset preset) {
        return new Draft(preset, name.getText(), address.getText());
    }

    String key() {
        return key.text();
    }

    void wipe() {
        key.wipe();
    }

    /** Puts this in, in place of what was typed. */
    void put(Draft draft) {
        drawing = true;
        name.setText(draft.name());
        address.setText(draft.address());
        drawing = false;
    }

    /** The focus goes where the person is needed. */
    void focus(Draft draft) {
        TextField first = draft.address().isBlank()
                ? address
                : draft.preset().key() == Preset.Key.MUST && !key.isDisabled() ? key.field() : name;
        first.requestFocus();
        first.end();
    }

    /** Says what is wrong, or what helps. */
    void show(Draft draft, Config config, boolean daemonThere, boolean settled) {
        name.setDisable(settled);
        address.setDisable(settled);
        address.setPromptText(draft.preset().example());
        say(nameSays, draft.name().isBlank(), settled ? "" : draft.nameProblem(config), "");
        say(
                addressSays,
                draft.address().isBlank(),
                settled ? "" : draft.addressProblem(config),
                settled ? "" : draft.remark(config));
        boolean keyed = draft.preset().key() != Preset.Key.NONE;
        Parts.there(keyLabel, keyed);
        Parts.there(keyBox, keyed);
        key.setDisable(!daemonThere);
        String from = (draft.preset().key() == Preset.Key.MUST ? "" : "Optional. ")
                + draft.preset().keySource();
        say(
                keySays,
                false,
                daemonThere ? draft.keyProblem(key.text()) : "",
                daemonThere
                        ? from
                        : "The daemon stores it: start the daemon first, or add the connection now and set its key"
                                + " later.");
    }

    /** A field that nobody has filled yet is not wrong: what is missing is said quietly. */
    private static void say(Label label, boolean empty, String problem, String otherwise) {
        // An empty line stays: what is below does not jump while somebody types.
        label.setText(problem.isEmpty() ? otherwise : problem);
        Parts.tone(label, problem.isEmpty() || empty ? Tone.QUIET : Tone.BAD);
    }
}
