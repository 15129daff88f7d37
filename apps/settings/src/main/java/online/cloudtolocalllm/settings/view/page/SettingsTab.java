package online.cloudtolocalllm.settings.view.page;

import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.window.Parts;

/** A page of sections, one below the other. For JavaFX's thread. */
public final class SettingsTab implements Page {

    private final List<Section> sections;
    private final ScrollPane root;

    /** A page with these. */
    public SettingsTab(String title, List<Section> sections) {
        this.sections = List.copyOf(sections);
        VBox page = new VBox(Parts.text(title, "page-title"));
        page.getStyleClass().add("page");
        sections.forEach(section -> page.getChildren().add(section.node()));
        root = Parts.scrolling(page);
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void show(SettingsState state, Moment now) {
        sections.forEach(section -> section.show(state, now));
    }

    @Override
    public void opened() {
        sections.forEach(Section::opened);
    }

    @Override
    public void left() {
        sections.forEach(Section::left);
    }

    @Override
    public boolean escape() {
        return sections.stream().anyMatch(Section::escape);
    }

    @Override
    public void close() {
        left();
    }
}
