package online.cloudtolocalllm.chat.view.shortcuts;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.view.sheet.Sheet;
import online.cloudtolocalllm.window.Parts;

/** The sheet that lists all shortcuts. For JavaFX's thread. */
public final class ShortcutSheet {

    private static final double WIDTH = 480;

    private final Sheet sheet;

    /** One of these, in this order. */
    public ShortcutSheet(List<Shortcut> shortcuts) {
        VBox all = new VBox();
        all.getStyleClass().add("shortcuts");
        for (Shortcut.Group group : Shortcut.Group.values()) {
            VBox rows = new VBox(Parts.text(group.title(), "quiet", "shortcut-title"));
            rows.getStyleClass().add("shortcut-group");
            shortcuts.stream().filter(shortcut -> shortcut.group() == group).forEach(shortcut -> rows.getChildren()
                    .addAll(Parts.hairline(), row(shortcut)));
            all.getChildren().add(rows);
        }
        ScrollPane scroll = Parts.scrolling(all);
        scroll.setId("shortcuts-list");
        scroll.setFocusTraversable(true);
        scroll.setMinHeight(Region.USE_COMPUTED_SIZE);
        sheet = new Sheet("shortcuts", "Keyboard shortcuts", WIDTH, scroll, scroll);
    }

    private static Node row(Shortcut shortcut) {
        HBox row = new HBox(8, Parts.text(shortcut.words()), Parts.spring());
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("shortcut");
        boolean another = false;
        for (KeyCombination keys : shortcut.keys()) {
            if (another) {
                row.getChildren().add(Parts.text("or", "quiet"));
            }
            another = true;
            Label cap = Parts.text(KeyWords.of(keys), "key");
            cap.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(cap);
        }
        return row;
    }

    /** What is laid over the window's content while it is open. */
    public Parent root() {
        return sheet.root();
    }

    /** Whether it is seen. */
    public boolean isOpen() {
        return sheet.isOpen();
    }

    /** Takes it away. */
    public void close() {
        sheet.close();
    }

    /** Shows it, or takes it away. */
    public void toggle() {
        if (sheet.isOpen()) {
            sheet.close();
        } else {
            sheet.open();
        }
    }
}
