package online.cloudtolocalllm.settings.view.field;

import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * Takes a token: unseen, or seen while the eye is open. A field keeps what was typed for its own undo, so emptying one is not enough:
 * a new one takes its place. For JavaFX's thread.
 */
public final class SecretField extends HBox {

    private final String id;
    private final String name;
    private final Runnable typed;
    private final ToggleButton eye = new ToggleButton("Show");
    private TextField field;
    private String prompt = "";

    /**
     * Makes it, empty.
     *
     * @param id that of the field; the eye's is {@code id-show}
     * @param name what it takes, for those who hear it
     * @param typed runs at every key
     */
    public SecretField(String id, String name, Runnable typed) {
        super(8);
        this.id = id;
        this.name = name;
        this.typed = typed;
        eye.setId(id + "-show");
        eye.setAccessibleText("Show what is typed");
        eye.setMinWidth(USE_PREF_SIZE);
        eye.getStyleClass().add("flat");
        field = make("");
        eye.selectedProperty().addListener((property, before, open) -> {
            eye.setText(open ? "Hide" : "Show");
            put(field.getText());
        });
        getChildren().setAll(field, eye);
    }

    private TextField make(String text) {
        TextField made = eye.isSelected() ? new TextField() : new PasswordField();
        made.setId(id);
        made.setAccessibleText(name);
        made.setPromptText(prompt);
        made.setText(text);
        made.getStyleClass().add("mono");
        HBox.setHgrow(made, Priority.ALWAYS);
        made.textProperty().addListener((property, before, now) -> {
            // One that was replaced is emptied, which is nobody's typing.
            if (made.equals(field)) {
                typed.run();
            }
        });
        return made;
    }

    private void put(String text) {
        TextField before = field;
        boolean focused = before.isFocused();
        int caret = before.getCaretPosition();
        field = make(text);
        field.setEditable(before.isEditable());
        getChildren().set(0, field);
        if (focused) {
            // Without its look, which would come with the next frame only, it loses what is typed meanwhile.
            field.applyCss();
            field.requestFocus();
        }
        field.positionCaret(caret);
        before.clear();
    }

    /** What is typed. */
    public String text() {
        return field.getText();
    }

    /** Where the caret goes. */
    public TextField field() {
        return field;
    }

    /** Forgets what was typed, and shows nothing of the next. */
    public void wipe() {
        boolean some = !field.getText().isEmpty();
        eye.setSelected(false);
        if (some) {
            put("");
            typed.run();
        }
    }

    /** Takes nothing while closed; the focus stays: what is typed next must not go into another field. */
    public void close(boolean closed) {
        field.setEditable(!closed);
        eye.setDisable(closed);
    }

    /** Says what to type. */
    public void prompt(String text) {
        if (!text.equals(prompt)) {
            prompt = text;
            field.setPromptText(text);
        }
    }
}
