package online.cloudtolocalllm.settings.view;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.StatusPage;
import online.cloudtolocalllm.window.Parts;

/** Who serves, and what happened last. */
final class StatusTab {

    private final VBox page = new VBox();
    private final Parent root = Parts.scrolling(page);
    private Optional<StatusPage> shown = Optional.empty();

    StatusTab() {
        page.getStyleClass().add("page");
    }

    Parent root() {
        return root;
    }

    void show(SettingsState state, Instant now, ZoneId zone) {
        Optional<StatusPage> next =
                state.status().filter(ignored -> state.link().up()).map(status -> StatusPage.of(status, now, zone));
        if (next.isPresent() && next.equals(shown)) {
            return;
        }
        shown = next;
        page.getChildren().setAll(Parts.text("Status", "page-title"));
        page.getChildren()
                .add(next.map(StatusTab::content)
                        .orElseGet(() -> Parts.empty(
                                "Nothing is served while the daemon is away",
                                "Programs that use the gateway get no answer until it runs again.")));
    }

    private static Node content(StatusPage status) {
        HBox headline = new HBox(
                8,
                Parts.text(status.mark(), "state-mark", status.tone().style()),
                Parts.text(status.headline(), "headline"));
        headline.setId("headline");
        VBox content = new VBox(
                16, new VBox(4, headline, Parts.paragraph(status.below(), "quiet")), Parts.hairline(), facts(status));
        content.getChildren().add(Parts.hairline());
        content.getChildren().add(Parts.text("Last failover", "strong"));
        content.getChildren()
                .add(Parts.paragraph(
                        status.failover().isEmpty() ? "None since the daemon started." : status.failover(), "quiet"));
        if (!status.notices().isEmpty()) {
            content.getChildren().addAll(Parts.hairline(), Parts.text("To be known", "strong"));
            status.notices().forEach(notice -> content.getChildren().add(Parts.paragraph(notice)));
        }
        return content;
    }

    private static GridPane facts(StatusPage status) {
        GridPane grid = new GridPane(24, 8);
        int row = 0;
        for (StatusPage.Fact fact : status.facts()) {
            grid.add(Parts.text(fact.name(), "quiet"), 0, row);
            if (fact.copyable()) {
                Button copy = new Button("Copy");
                copy.getStyleClass().addAll("small", "flat");
                copy.setOnAction(event -> copy(fact.value()));
                HBox value = new HBox(8, Parts.text(fact.value(), "mono"), copy);
                value.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
                grid.add(value, 1, row);
            } else {
                grid.add(Parts.text(fact.value()), 1, row);
            }
            row++;
        }
        return grid;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
