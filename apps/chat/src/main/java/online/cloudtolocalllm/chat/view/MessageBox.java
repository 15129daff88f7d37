package online.cloudtolocalllm.chat.view;

import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.window.Parts;

/** Where messages are written. Enter sends, Shift-Enter breaks the line, Esc stops. For JavaFX's thread. */
final class MessageBox {

    private static final double LINE = 20;
    private static final int MOST_LINES = 8;

    private final TextArea text = new TextArea();
    private final Button send = new Button("Send");
    private final Button stop = new Button("■ Stop");
    private final VBox root;
    private final Predicate<String> onSend;
    private final Label hint = Parts.paragraph("", "tone-bad", "obstacle");
    private String obstacle = "";
    /** Whether somebody tried to send while nothing could be. */
    private boolean refused;

    /**
     * An empty one.
     *
     * @param onSend sends; false if that cannot be now, and the text stays
     */
    MessageBox(Predicate<String> onSend, Runnable onStop) {
        this.onSend = onSend;
        text.setId("message");
        text.setAccessibleText("Message");
        text.setWrapText(true);
        text.setPrefRowCount(1);
        text.setMinHeight(38);
        text.setPrefHeight(38);
        text.textProperty().addListener((property, before, now) -> grow());
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShiftDown()) {
                text.replaceSelection("\n");
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
                send();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                onStop.run();
                event.consume();
            }
        });
        send.setId("send");
        send.getStyleClass().add("accent");
        send.setOnAction(event -> send());
        stop.setId("stop");
        stop.setOnAction(event -> onStop.run());
        for (Button button : new Button[] {send, stop}) {
            button.setMinHeight(38);
            button.setMinWidth(80);
            button.managedProperty().bind(button.visibleProperty());
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(8, text, send, stop);
        line.setAlignment(Pos.BOTTOM_LEFT);
        line.getStyleClass().add("message-line");
        hint.setId("obstacle");
        root = new VBox(Parts.hairline(), hint, line);
        tell();
    }

    private void grow() {
        long lines = text.getText().lines().count() + (text.getText().endsWith("\n") ? 1 : 0);
        text.setPrefHeight(18 + LINE * Math.clamp(lines, 1, MOST_LINES));
    }

    private void send() {
        if (onSend.test(text.getText())) {
            text.clear();
        } else {
            refused();
        }
    }

    /** Says why nothing can be sent, until something can. */
    void refused() {
        refused = true;
        tell();
    }

    private void tell() {
        refused &= !obstacle.isEmpty();
        hint.setText(obstacle);
        Parts.there(hint, refused);
    }

    Parent root() {
        return root;
    }

    void focus() {
        text.requestFocus();
    }

    void show(ChatState state, boolean busy) {
        text.setPromptText(state.prompt());
        obstacle = state.obstacle();
        tell();
        send.setVisible(!busy);
        send.setDisable(!state.ready());
        stop.setVisible(busy);
    }
}
