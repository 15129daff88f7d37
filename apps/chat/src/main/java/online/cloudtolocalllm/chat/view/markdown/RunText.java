package online.cloudtolocalllm.chat.view.markdown;

import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/** A run that is drawn; a link is opened by a click, or by Enter when it has the focus. For JavaFX's thread. */
final class RunText extends Text {

    private Run run;
    private boolean pointedAt;

    RunText(Run run, Consumer<String> openLink) {
        super(run.text());
        this.run = run;
        getStyleClass().setAll(run.styles().split(" "));
        if (!run.address().isEmpty()) {
            lead(run.address(), openLink);
        }
    }

    /** That of any text, so that the theme's rules and ours hold for it. */
    @Override
    public String getTypeSelector() {
        return "Text";
    }

    Run run() {
        return run;
    }

    /** Shows other characters that look the same, if these do. */
    boolean take(Run other) {
        if (!other.styles().equals(run.styles()) || !other.address().equals(run.address())) {
            return false;
        }
        run = other;
        setText(other.text());
        return true;
    }

    private void lead(String address, Consumer<String> openLink) {
        setCursor(Cursor.HAND);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.HYPERLINK);
        // What a link says may be something else than where it leads.
        addEventFilter(MouseEvent.MOUSE_ENTERED, event -> {
            // A tooltip is a window with a scene of its own, and nobody points at most of the links.
            if (!pointedAt) {
                pointedAt = true;
                Tooltip.install(this, new Tooltip(address));
            }
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                openLink.accept(address);
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                openLink.accept(address);
                event.consume();
            }
        });
    }
}
