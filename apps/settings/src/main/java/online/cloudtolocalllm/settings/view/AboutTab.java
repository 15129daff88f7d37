package online.cloudtolocalllm.settings.view;

import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.protocol.ProductVersion;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.window.Parts;

/** Versions and places. */
final class AboutTab {

    private final VBox page = new VBox();
    private final Parent root = Parts.scrolling(page);
    private final Label daemon = Parts.text("");

    AboutTab(Locations locations) {
        page.getStyleClass().add("page");
        GridPane facts = new GridPane(24, 8);
        facts.addRow(0, Parts.text("This window", "quiet"), Parts.text(ProductVersion.TEXT));
        facts.addRow(1, Parts.text("Daemon", "quiet"), daemon);
        facts.addRow(
                2, Parts.text("Java", "quiet"), Parts.text(Runtime.version().toString()));
        facts.addRow(3, Parts.text("JavaFX", "quiet"), Parts.text(System.getProperty("javafx.version", "unknown")));
        facts.addRow(
                4,
                Parts.text("Settings", "quiet"),
                Parts.text(locations.connectionConfig().toString(), "mono"));
        facts.addRow(
                5, Parts.text("", "quiet"), Parts.text(locations.daemonConfig().toString(), "mono"));
        facts.addRow(6, Parts.text("Log", "quiet"), Parts.text(locations.log().toString(), "mono"));
        page.getChildren()
                .addAll(
                        Parts.text("CloudToLocalLLM", "page-title"),
                        Parts.paragraph(
                                "One local gateway for every language model connection on this computer.", "quiet"),
                        Parts.hairline(),
                        facts);
    }

    Parent root() {
        return root;
    }

    void show(SettingsState state) {
        daemon.setText(state.status()
                .filter(ignored -> state.link().up())
                .map(status -> status.version() + ", process " + status.pid())
                .orElse("not running"));
    }
}
