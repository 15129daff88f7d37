package online.cloudtolocalllm.chat.view.sheet;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.window.Parts;
import org.jspecify.annotations.Nullable;

/**
 * A card over the whole window, which keeps the keyboard until it is closed: by Esc, by a click beside it, or by what it holds. It is
 * the last child of a stack whose first is the window's content. For JavaFX's thread.
 */
public final class Sheet {

    private static final double AROUND = 32;

    private final StackPane veil = new StackPane();
    private final VBox card = new VBox();
    private final Node first;
    private final ChangeListener<@Nullable Node> keeper = (property, before, now) -> keep(now);
    private @Nullable Node before;

    /**
     * One that is not seen yet.
     *
     * @param id its name; that of its card ends with {@code -card}
     * @param title what stands over it
     * @param width of the card, where the window is wide enough
     * @param content below the title
     * @param first what has the keyboard when it opens, within the content
     */
    public Sheet(String id, String title, double width, Region content, Node first) {
        this.first = first;
        veil.setId(id);
        veil.getStyleClass().add("sheet-veil");
        veil.getStylesheets().add(StyleSheet.of("standing"));
        card.setId(id + "-card");
        card.getStyleClass().add("sheet-card");
        Label heading = Parts.paragraph(title, "page-title");
        HBox.setHgrow(heading, Priority.ALWAYS);
        heading.setMaxWidth(Double.MAX_VALUE);
        Button close = Parts.button(id + "-close", "✕", this::close);
        close.setAccessibleText("Close");
        close.getStyleClass().add("flat");
        card.getChildren().addAll(new HBox(8, heading, close), content);
        card.setMaxWidth(width);
        card.setMaxHeight(Region.USE_PREF_SIZE);
        StackPane.setAlignment(card, Pos.CENTER);
        veil.getChildren().add(card);
        veil.heightProperty()
                .addListener((property, old, height) -> content.setMaxHeight(height.doubleValue() - 4 * AROUND));
        veil.setOnMouseClicked(event -> {
            if (veil.equals(event.getTarget())) {
                close();
            }
        });
        veil.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        Parts.there(veil, false);
    }

    /** What is laid over the window's content. */
    public Parent root() {
        return veil;
    }

    /** Whether it is seen. */
    public boolean isOpen() {
        return veil.isVisible();
    }

    /** Shows it, and gives it the keyboard. */
    public void open() {
        if (isOpen()) {
            return;
        }
        Scene scene = veil.getScene();
        before = scene == null ? null : scene.getFocusOwner();
        Parts.there(veil, true);
        first.requestFocus();
        if (scene != null) {
            scene.focusOwnerProperty().addListener(keeper);
        }
    }

    /** Takes it away, and gives the keyboard back. */
    public void close() {
        if (!isOpen()) {
            return;
        }
        Scene scene = veil.getScene();
        if (scene != null) {
            scene.focusOwnerProperty().removeListener(keeper);
        }
        Parts.there(veil, false);
        if (before != null) {
            before.requestFocus();
        }
        before = null;
    }

    /** Tab goes round within it: what lies below cannot be seen. */
    private void keep(@Nullable Node owner) {
        for (Node at = owner; at != null; at = at.getParent()) {
            if (at.equals(veil)) {
                return;
            }
        }
        first.requestFocus();
    }
}
