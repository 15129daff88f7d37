package online.cloudtolocalllm.settings.view;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.ConnectionWords;

/** The connections in the order in which they are asked, each with its state. */
final class ConnectionsTab {

    private final VBox page = new VBox();
    private final Parent root = Parts.scrolling(page);
    private List<ConnectionWords> shown = List.of();
    private boolean drawn;

    ConnectionsTab() {
        page.getStyleClass().add("page");
    }

    Parent root() {
        return root;
    }

    void show(SettingsState state, Instant now, ZoneId zone) {
        List<ConnectionWords> lines = state.status()
                .filter(ignored -> state.link().up())
                .map(status -> lines(status, now, zone))
                .orElse(List.of());
        if (drawn && lines.equals(shown) && !lines.isEmpty()) {
            return;
        }
        shown = lines;
        drawn = true;
        page.getChildren().setAll(Parts.text("Connections", "page-title"));
        if (!state.link().up()) {
            page.getChildren()
                    .add(Parts.empty(
                            "Nothing is known while the daemon is away",
                            "It watches the connections. Start it, and they appear here."));
        } else if (lines.isEmpty()) {
            page.getChildren()
                    .add(Parts.empty(
                            "There is no connection yet",
                            "Add one with \"cloudtolocalllm connections add NAME URL\"; it appears here at once."));
        } else {
            page.getChildren()
                    .addAll(
                            Parts.paragraph(
                                    "Requests go to the first connection that is up and has the model, a preferred one"
                                            + " before all others. When it fails before it has answered, the next one"
                                            + " takes over.",
                                    "quiet"),
                            list(lines));
        }
    }

    private static List<ConnectionWords> lines(DaemonStatus status, Instant now, ZoneId zone) {
        return status.snapshot().connections().stream()
                .map(connection -> ConnectionWords.of(
                        connection,
                        status.snapshot()
                                .active()
                                .filter(connection.id()::equals)
                                .isPresent(),
                        now,
                        zone))
                .toList();
    }

    private static VBox list(List<ConnectionWords> lines) {
        VBox rows = new VBox();
        rows.setId("connection-rows");
        rows.getStyleClass().add("rows");
        for (ConnectionWords line : lines) {
            if (!rows.getChildren().isEmpty()) {
                rows.getChildren().add(Parts.hairline());
            }
            rows.getChildren().add(row(line));
        }
        return rows;
    }

    private static HBox row(ConnectionWords line) {
        HBox name = new HBox(8, Parts.text(line.name(), "strong"));
        if (line.serving()) {
            name.getChildren().add(Parts.text("serves", "badge"));
        }
        if (line.preferred()) {
            name.getChildren().add(Parts.text("preferred", "badge"));
        }
        VBox middle = new VBox(2, name, Parts.text(line.what(), "quiet"));
        if (!line.why().isEmpty()) {
            middle.getChildren().add(Parts.paragraph(line.why(), line.tone().style()));
        }
        HBox.setHgrow(middle, Priority.ALWAYS);
        var state = Parts.text(line.state(), "quiet");
        state.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        HBox row = new HBox(Parts.text(line.mark(), "state-mark", line.tone().style()), middle, state);
        row.getStyleClass().add("row");
        return row;
    }
}
