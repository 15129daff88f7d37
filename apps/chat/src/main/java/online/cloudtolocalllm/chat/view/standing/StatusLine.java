package online.cloudtolocalllm.chat.view.standing;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import online.cloudtolocalllm.chat.model.standing.ClosingChoice;
import online.cloudtolocalllm.chat.model.standing.Standing;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.ConnectionWords;
import org.jspecify.annotations.Nullable;

/** The line at the foot of the list that says how everything is, and its details, which open above it. For JavaFX's thread. */
public final class StatusLine {

    private static final double HIGHEST = 400;
    /** As the style sheet has it. */
    private static final double SIDE = 16;

    private final Label mark = Parts.text("", "state-mark");
    private final Label words = Parts.text("", "status-words");
    private final Label arrow = Parts.text("▴", "quiet");
    private final Button line = new Button();
    private final Label sentence = Parts.paragraph("");
    private final VBox connections = new VBox();
    private final Label failover = Parts.paragraph("", "quiet");
    private final VBox notices = new VBox();
    private final Button start;
    private final ComboBox<ClosingChoice> closing = new ComboBox<>();
    private final VBox closingRow;
    private final ScrollPane details;
    private final VBox root = new VBox();
    private final Actions actions;
    private @Nullable Node before;
    private boolean drawing;
    private List<ConnectionWords> shown = List.of();
    private List<String> noticed = List.of();

    /** What can be done here; called on JavaFX's thread. */
    public interface Actions {

        /** Starts the daemon. */
        void startDaemon();

        /** Opens this part of the settings. */
        void settings(String tab);

        /** From now on closing the window does this. */
        void closing(ClosingChoice choice);
    }

    /** One that does these things. */
    public StatusLine(Actions actions) {
        this.actions = actions;
        start = Parts.button("status-start-daemon", "Start the daemon", actions::startDaemon);
        start.getStyleClass().add("accent");
        closing.setId("closing-choice");
        closing.setAccessibleText("When the window is closed");
        closing.getItems().setAll(ClosingChoice.values());
        closing.setConverter(new Words());
        closing.setMaxWidth(Double.MAX_VALUE);
        closing.valueProperty().addListener((property, before, chosen) -> {
            if (!drawing && chosen != null) {
                actions.closing(chosen);
            }
        });
        closingRow = new VBox(4, Parts.text("When the window is closed", "quiet"), closing);
        connections.getStyleClass().add("status-connections");
        notices.getStyleClass().add("status-connections");
        FlowPane buttons = new FlowPane(
                8,
                8,
                start,
                opening("status-connections", "Connections", "connections"),
                opening("status-more", "Status", "status"));
        VBox inside = new VBox(sentence, connections, failover, notices, closingRow, buttons);
        inside.getStyleClass().add("status-details");
        details = Parts.scrolling(inside);
        details.setId("status-details");
        details.setMinHeight(0);
        inside.heightProperty()
                .addListener((property, before, height) ->
                        details.setPrefHeight(Math.min(HIGHEST, height.doubleValue() + 1)));
        VBox above = new VBox(Parts.hairline(), details);
        VBox.setVgrow(details, Priority.SOMETIMES);
        line.setId("status-line");
        line.getStyleClass().addAll("flat", "status-line");
        line.setMaxWidth(Double.MAX_VALUE);
        line.setMinHeight(Region.USE_PREF_SIZE);
        HBox face = new HBox(mark, words, Parts.spring(), arrow);
        face.getStyleClass().add("status-face");
        face.setAlignment(Pos.CENTER_LEFT);
        line.setGraphic(face);
        face.prefWidthProperty().bind(line.widthProperty().subtract(2 * SIDE));
        line.setOnAction(event -> {
            if (isOpen()) {
                close();
            } else {
                open(false);
            }
        });
        root.getStyleClass().add("status");
        root.getStylesheets().add(StyleSheet.of("standing"));
        root.getChildren().addAll(above, Parts.hairline(), line);
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && isOpen()) {
                close();
                event.consume();
            }
        });
        above.managedProperty().bind(above.visibleProperty());
        above.visibleProperty().bind(details.visibleProperty());
        Parts.there(details, false);
        Parts.there(closingRow, false);
    }

    private Button opening(String id, String text, String tab) {
        return Parts.button(id, text, () -> actions.settings(tab));
    }

    private static final class Words extends StringConverter<ClosingChoice> {
        @Override
        public String toString(@Nullable ClosingChoice choice) {
            return choice == null ? "" : choice.words();
        }

        @Override
        public @Nullable ClosingChoice fromString(String text) {
            return null;
        }
    }

    /** The line, with the details where they are open. */
    public Parent root() {
        return root;
    }

    /** Whether the details are seen. */
    public boolean isOpen() {
        return details.isVisible();
    }

    /** Whether the details are seen, from now on. */
    public ObservableValue<Boolean> open() {
        return details.visibleProperty();
    }

    /**
     * Opens the details.
     *
     * @param keys whether the keyboard goes there
     */
    public void open(boolean keys) {
        Node owner = root.getScene() == null ? null : root.getScene().getFocusOwner();
        turn(true);
        if (keys) {
            before = owner;
            line.requestFocus();
            line.requestFocusTraversal(TraversalDirection.PREVIOUS);
        }
    }

    /** Closes them; if the keyboard is there, it goes back to where it was. */
    public void close() {
        Node back = before;
        boolean within = root.isFocusWithin();
        turn(false);
        if (within && back != null && back.getScene() != null) {
            back.requestFocus();
        } else if (within) {
            line.requestFocus();
        }
        before = null;
    }

    private void turn(boolean open) {
        Parts.there(details, open);
        arrow.setText(open ? "▾" : "▴");
        tell();
    }

    /** Shows how everything is. */
    public void show(Standing standing) {
        mark.setText(standing.mark());
        Parts.tone(mark, standing.tone());
        words.setText(standing.text());
        tell();
        Parts.say(sentence, standing.sentence());
        if (!standing.connections().equals(shown)) {
            shown = standing.connections();
            connections
                    .getChildren()
                    .setAll(shown.stream().map(ConnectionNote::of).toList());
        }
        Parts.there(connections, !shown.isEmpty());
        Parts.say(failover, standing.failover());
        if (!standing.notices().equals(noticed)) {
            noticed = standing.notices();
            notices.getChildren()
                    .setAll(noticed.stream().<Node>map(StatusLine::notice).toList());
        }
        Parts.there(notices, !noticed.isEmpty());
        Parts.there(start, standing.startable());
    }

    private void tell() {
        line.setAccessibleText("Connections: " + words.getText() + (isOpen() ? ", details are open" : ""));
    }

    private static Label notice(String text) {
        return Parts.paragraph("⚠ " + text, "tone-warn");
    }

    /**
     * Shows what closing the window does.
     *
     * @param tray whether there is a tray to keep it in; without one there is nothing to choose
     */
    public void closing(ClosingChoice choice, boolean tray) {
        drawing = true;
        closing.setValue(choice);
        drawing = false;
        Parts.there(closingRow, tray);
    }
}
