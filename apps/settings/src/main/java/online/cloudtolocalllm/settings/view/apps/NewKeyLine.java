package online.cloudtolocalllm.settings.view.apps;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.apps.Apps;
import online.cloudtolocalllm.settings.model.apps.AppsState;
import online.cloudtolocalllm.settings.model.config.GatewaySettings;
import online.cloudtolocalllm.settings.view.field.NamedBox;
import online.cloudtolocalllm.window.Parts;

/** A program's name, how far its requests may travel, and the button that makes its key. For JavaFX's thread. */
final class NewKeyLine extends VBox {

    private final Apps apps;
    private final TextField name = new TextField();
    private final NamedBox privacy = new NamedBox(
            "new-key-privacy", "How far requests with the key may travel", GatewaySettings.REACHES, chosen -> {});
    private final Button make = Parts.button("make-key", "Make a key", this::make);
    private final Label wrong = Parts.paragraph("", "tone-bad");
    private boolean usable;
    /** The name for which a key is being made. */
    private String sent = "";

    NewKeyLine(Apps apps) {
        this.apps = apps;
        name.setId("new-key-name");
        name.setAccessibleText("Name of the program");
        name.setPromptText("Name of the program");
        name.textProperty().addListener((property, before, text) -> draw());
        name.setOnAction(event -> make());
        privacy.choose("any");
        wrong.setId("new-key-wrong");
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox line = new HBox(8, name, privacy, make);
        line.getStyleClass().add("setting-control");
        getChildren().addAll(line, wrong);
        setSpacing(4);
        draw();
    }

    private void make() {
        if (!make.isDisabled()) {
            sent = name.getText();
            apps.make(sent, privacy.chosen());
        }
    }

    void show(AppsState state, boolean up) {
        usable = up && state.known() && !state.making();
        make.setText(state.making() ? "Making it …" : "Make a key");
        if (!sent.isEmpty() && state.made().isPresent()) {
            // The name is used up; one that could not be made stays to be tried again.
            if (name.getText().equals(sent)) {
                name.clear();
            }
            sent = "";
        }
        draw();
    }

    private void draw() {
        String typed = name.getText();
        String why = typed.isBlank() || !usable ? "" : apps.wrong(typed).orElse("");
        Parts.say(wrong, why);
        name.setDisable(!usable && typed.isEmpty());
        privacy.setDisable(!usable);
        make.setDisable(!usable || typed.isBlank() || !why.isEmpty());
    }

    boolean escape() {
        boolean typed = !name.getText().isEmpty();
        name.clear();
        return typed;
    }
}
