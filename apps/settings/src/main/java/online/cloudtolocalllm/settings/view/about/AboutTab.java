package online.cloudtolocalllm.settings.view.about;

import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.places.Versions;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.Page;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;

/** Versions, places and the licence. */
public final class AboutTab implements Page {

    private final PageContext context;
    private final VBox page = new VBox();
    private final Parent root = Parts.scrolling(page);
    private final GridPane versionRows = grid();
    private final GridPane placeRows = grid();
    private final Label mismatch = Parts.paragraph("", "tone-warn");
    private final TextField window = version("window", "This window");
    private final TextField daemon = version("daemon", "Daemon");
    private final TextField java = version("java", "Java");
    private final TextField toolkit = version("javafx", "JavaFX");
    private final TextField system = version("system", "System");
    private Versions versions = Versions.of(SettingsState.EMPTY);

    /** Makes it, empty. */
    public AboutTab(PageContext context) {
        this.context = context;
        Locations locations = context.shell().locations();
        page.getStyleClass().add("page");
        mismatch.setId("version-mismatch");
        Button copy =
                Parts.button("copy-versions", "Copy versions", () -> copy(versions.text(), "Copied the versions."));
        copy.setAccessibleText("Copy all versions, for a report");
        place("folder", "Everything", locations.home(), locations.home());
        place("connections", "Connections", locations.connectionConfig(), locations.home());
        place("settings", "Daemon settings", locations.daemonConfig(), locations.home());
        place("log", "Log", locations.log(), locations.home());
        place("tokens", "Tokens in files", locations.tokens(), locations.tokens());
        page.getChildren()
                .addAll(
                        Parts.text("CloudToLocalLLM", "page-title"),
                        Parts.paragraph(
                                "One local gateway for every language model connection on this computer.", "quiet"),
                        Parts.text("Versions", "group"),
                        versionRows,
                        mismatch,
                        copy,
                        Parts.text("Files", "group"),
                        placeRows,
                        Parts.paragraph("CLOUDTOLOCALLLM_HOME moves all of them to another folder.", "quiet"),
                        Parts.text("Licence", "group"),
                        Parts.paragraph(
                                "MIT License. Copyright (c) 2026 The CloudToLocalLLM authors. Free to use, change and"
                                        + " pass on, without any warranty."));
        draw();
    }

    private static GridPane grid() {
        GridPane grid = new GridPane(16, 4);
        ColumnConstraints names = new ColumnConstraints();
        // As wide in both tables.
        names.setMinWidth(160);
        names.setPrefWidth(160);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, values);
        return grid;
    }

    private TextField version(String id, String name) {
        TextField text = Copying.selectable("version-" + id, name);
        versionRows.addRow(versionRows.getRowCount(), Parts.text(name, "quiet"), text);
        return text;
    }

    private void place(String id, String name, Path place, Path folder) {
        PlaceRow row = PlaceRow.of(
                id, name, place, folder, text -> copy(text, "Copied the path \"" + text + "\"."), context::open);
        placeRows.addRow(placeRows.getRowCount(), Parts.text(name, "quiet"), row.path(), row.copy(), row.open());
    }

    private void copy(String text, String said) {
        Copying.put(text);
        context.settings().say(said, false, false);
    }

    private void draw() {
        window.setText(versions.window());
        daemon.setText(versions.daemon());
        java.setText(versions.java());
        toolkit.setText(versions.toolkit());
        system.setText(versions.system());
        Parts.say(mismatch, versions.mismatch().orElse(""));
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void show(SettingsState state, Moment now) {
        Versions next = Versions.of(state);
        // Written anew, a text loses what is selected of it.
        if (!next.equals(versions)) {
            versions = next;
            draw();
        }
    }
}
