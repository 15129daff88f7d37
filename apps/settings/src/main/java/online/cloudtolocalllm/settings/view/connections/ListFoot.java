package online.cloudtolocalllm.settings.view.connections;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import online.cloudtolocalllm.settings.model.connections.ConnectionRow;
import online.cloudtolocalllm.window.Parts;

/** Below the list: adding, and what is done with the chosen connection. For JavaFX's thread. */
final class ListFoot extends HBox {

    private final Button add;
    private final Button up;
    private final Button down;
    private final Button remove;
    private String chosen = "";
    private int at;

    ListFoot(Commands actions, Runnable adding) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        add = button("add-connection", "+ Add connection", "Add a connection", adding);
        up = button("move-up", "↑", "Ask it earlier (Alt-Up)", () -> actions.move(chosen, at - 1));
        down = button("move-down", "↓", "Ask it later (Alt-Down)", () -> actions.move(chosen, at + 1));
        remove = button("remove-connection", "Remove", "Remove it (Delete)", () -> actions.remove(chosen));
        getChildren().addAll(add, Parts.spring(), up, down, remove);
    }

    private static Button button(String id, String text, String says, Runnable action) {
        Button button = Parts.button(id, text, action);
        button.setAccessibleText(says);
        button.setTooltip(new Tooltip(says));
        // A name may have an underscore.
        button.setMnemonicParsing(false);
        return button;
    }

    /** From an arrow at its end the focus goes to the other one: by itself it would go on to the button that removes. */
    private static void leave(Button arrow, boolean stays, Button other, boolean possible) {
        if (arrow.isFocused() && !stays && possible) {
            other.setDisable(false);
            other.requestFocus();
        }
    }

    /** Offers what can be done with this one. */
    void show(Optional<ConnectionRow> row, List<ConnectionRow> rows, boolean adding) {
        chosen = row.map(ConnectionRow::name).orElse("");
        at = row.map(rows::indexOf).orElse(-1);
        boolean movable = row.filter(ConnectionRow::movable).isPresent();
        boolean earlier = movable && at > 0;
        boolean later = movable && at + 1 < rows.size() && rows.get(at + 1).movable();
        leave(up, earlier, down, later);
        leave(down, later, up, earlier);
        up.setDisable(!earlier);
        down.setDisable(!later);
        remove.setDisable(row.filter(one -> one.standing() != ConnectionRow.Standing.GIVEN)
                .isEmpty());
        remove.setText(chosen.isEmpty() ? "Remove" : "Remove " + chosen);
        add.setDisable(adding);
    }
}
