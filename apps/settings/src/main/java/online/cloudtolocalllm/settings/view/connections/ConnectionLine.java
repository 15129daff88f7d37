package online.cloudtolocalllm.settings.view.connections;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.connections.ConnectionRow;
import online.cloudtolocalllm.settings.view.field.Toggle;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.ConnectionWords;
import online.cloudtolocalllm.window.words.Tone;
import org.jspecify.annotations.Nullable;

/** One connection in the list: a handle to drag it by, its state, its name, what it is, and its switch. For JavaFX's thread. */
final class ConnectionLine extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double INDENT = 63;

    private final Label handle = Parts.text("≡", "handle");
    private final Label mark = Parts.text("", "state-mark");
    private final Label name = Parts.text("", "strong");
    private final Label serves = Parts.text("serves", "badge");
    private final Label preferred = Parts.text("preferred", "badge");
    private final Label what = Parts.text("", "quiet");
    private final Label state = Parts.text("", "quiet");
    private final Label why = Parts.paragraph("");
    private final Toggle toggle;
    private ConnectionRow row;

    ConnectionLine(ConnectionRow first, Commands actions) {
        this.row = first;
        getStyleClass().add("connection-line");
        setId("connection-" + first.name());
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        toggle = new Toggle(
                "connection-on-" + first.name(),
                first.words().name() + " is used",
                on -> actions.enable(row.name(), on));
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.setMaxWidth(300);
        HBox named = new HBox(8, name, serves, preferred);
        named.setAlignment(Pos.CENTER_LEFT);
        named.setMinWidth(150);
        serves.setMinWidth(Region.USE_PREF_SIZE);
        preferred.setMinWidth(Region.USE_PREF_SIZE);
        what.setMinWidth(40);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        state.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        handle.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(12, handle, mark, named, what, state, toggle);
        line.setAlignment(Pos.CENTER_LEFT);
        why.setPadding(new Insets(0, 0, 0, INDENT));
        getChildren().addAll(line, why);
        setOnMousePressed(event -> {
            actions.choose(row.name());
            if (event.getButton() == MouseButton.PRIMARY && !within(event.getTarget(), toggle)) {
                requestFocus();
            }
            // The pane that scrolls would take the focus.
            event.consume();
        });
        show(first, false);
    }

    /** Whether what was hit is this node or a part of it. */
    static boolean within(@Nullable Object target, Node node) {
        for (Node at = target instanceof Node inner ? inner : null; at != null; at = at.getParent()) {
            if (at.equals(node)) {
                return true;
            }
        }
        return false;
    }

    /** The connection that it shows. */
    ConnectionRow row() {
        return row;
    }

    /** By what it is dragged. */
    Node handle() {
        return handle;
    }

    /** Shows this state of its connection. */
    void show(ConnectionRow now, boolean chosen) {
        row = now;
        ConnectionWords words = now.words();
        mark.setText(words.mark());
        Parts.tone(mark, words.tone());
        name.setText(words.name());
        what.setText(words.what());
        tip(what, words.what());
        state.setText(words.state());
        why.setText(words.why());
        Parts.tone(why, now.standing() == ConnectionRow.Standing.BROKEN ? Tone.BAD : words.tone());
        Parts.there(why, !words.why().isEmpty());
        Parts.there(serves, words.serving());
        Parts.there(preferred, words.preferred());
        boolean set = now.standing() == ConnectionRow.Standing.SET;
        handle.setVisible(set && !words.preferred());
        handle.setCursor(Cursor.OPEN_HAND);
        toggle.setVisible(set);
        toggle.show(now.enabled());
        pseudoClassStateChanged(CHOSEN, chosen);
        // One stop in the order of Tab for the whole list: arrows go from line to line.
        setFocusTraversable(chosen);
        toggle.setFocusTraversable(chosen && set);
        setAccessibleText(spoken(words));
    }

    private static void tip(Label label, String text) {
        if (label.getTooltip() == null) {
            label.setTooltip(new Tooltip(text));
        } else {
            label.getTooltip().setText(text);
        }
    }

    private static String spoken(ConnectionWords words) {
        List<String> parts = new ArrayList<>(List.of(words.name(), words.what(), words.state()));
        if (words.serving()) {
            parts.add("serves");
        }
        if (words.preferred()) {
            parts.add("preferred");
        }
        parts.add(words.why());
        return String.join(", ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }
}
