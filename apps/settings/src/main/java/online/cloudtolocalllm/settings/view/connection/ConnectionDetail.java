package online.cloudtolocalllm.settings.view.connection;

import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.connection.ConnectionView;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.PageContext;

/** Everything about one connection. For JavaFX's thread. */
public final class ConnectionDetail {

    private final VBox root = new VBox();
    private final PageContext context;
    private Optional<ConnectionPage> page = Optional.empty();

    /** Shows none yet. */
    public ConnectionDetail(PageContext context) {
        this.context = context;
        root.setId("connection-detail");
    }

    /** What it shows. Always the same. */
    public Parent root() {
        return root;
    }

    /** Shows this connection as it is now; of another than before it shows everything anew. */
    public void show(String name, SettingsState state, Moment now) {
        ConnectionView view = ConnectionView.of(name, state);
        if (page.filter(shown -> shown.fits(view)).isEmpty()) {
            leave();
            ConnectionPage next = new ConnectionPage(view, context);
            page = Optional.of(next);
            root.getChildren().setAll(next);
        }
        page.get().show(view, state, now);
    }

    /** Tests the connection, as its button does: one that was just added. */
    public void test() {
        page.ifPresent(ConnectionPage::test);
    }

    /** Escape was pressed; false if there was nothing to close or give up. */
    public boolean escape() {
        return page.filter(ConnectionPage::escape).isPresent();
    }

    /** Another tab is shown, or the window is hidden: what was typed of a token is gone. */
    public void left() {
        page.ifPresent(ConnectionPage::forget);
    }

    /** The window ends, or shows no connection: what was typed of a token is gone. */
    public void close() {
        leave();
        root.getChildren().clear();
    }

    private void leave() {
        page.ifPresent(ConnectionPage::leave);
        page = Optional.empty();
    }
}
