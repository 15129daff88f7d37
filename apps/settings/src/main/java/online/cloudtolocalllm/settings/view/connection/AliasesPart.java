package online.cloudtolocalllm.settings.view.connection;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.connection.Aliases;
import online.cloudtolocalllm.settings.model.connection.ConnectionView;
import online.cloudtolocalllm.window.Parts;

/** Other names for the connection's models, as rows to type in. */
final class AliasesPart extends VBox implements AliasRow.Table {

    private final Settings settings;
    private final VBox table = new VBox(8);
    private final List<AliasRow> rows = new ArrayList<>();
    private final AliasRow next = new AliasRow("alias-new", true, this, this::models);
    private final Label problem = Parts.paragraph("", "tone-bad");
    private Aliases aliases;

    AliasesPart(ConnectionView first, Settings settings) {
        this.settings = settings;
        this.aliases = Aliases.of(first);
        getStyleClass().add("aliases");
        problem.setId("aliases-problem");
        next.openButton(false);
        getChildren()
                .addAll(
                        Parts.text("Other names", "group"),
                        Parts.paragraph(
                                "Programs may ask for a model by a name of yours; it is called what stands at the right"
                                        + " there.",
                                "quiet"),
                        table,
                        next,
                        problem);
        draw();
    }

    private List<String> models() {
        return aliases.view().status().map(status -> status.models()).orElse(List.of());
    }

    void show(ConnectionView view, SettingsState state) {
        aliases = Aliases.of(view);
        Parts.say(problem, state.problems().getOrDefault(aliases.field(), ""));
        draw();
    }

    private void draw() {
        while (rows.size() > aliases.rows().size()) {
            table.getChildren().remove(rows.removeLast());
        }
        while (rows.size() < aliases.rows().size()) {
            AliasRow row = new AliasRow("alias-" + rows.size(), false, this, this::models);
            rows.add(row);
            table.getChildren().add(row);
        }
        for (int i = 0; i < rows.size(); i++) {
            AliasRow row = rows.get(i);
            row.set(aliases.rows().get(i));
            if (!row.dirty()) {
                row.note(aliases.note(row.typed()));
            }
        }
    }

    private int place(AliasRow row) {
        int at = rows.indexOf(row);
        return at < 0 ? aliases.rows().size() : at;
    }

    @Override
    public void put(AliasRow row) {
        aliases.put(place(row), row.typed()).ifPresentOrElse(settings::apply, () -> row.problem(problem(row)));
        if (row == next && row.dirty() && problem(row).isEmpty()) {
            row.back();
            row.openButton(false);
            row.begin();
        }
    }

    private String problem(AliasRow row) {
        // A new one that has just been added is there already.
        int at = row == next && aliases.rows().contains(row.typed())
                ? aliases.rows().indexOf(row.typed())
                : place(row);
        return aliases.problem(at, row.typed());
    }

    @Override
    public void pressed(AliasRow row) {
        if (row == next) {
            put(row);
        } else {
            settings.apply(aliases.remove(place(row)));
        }
    }

    @Override
    public void typed(AliasRow row) {
        settings.forgive(aliases.field());
        String wrong = aliases.problem(place(row), row.typed());
        if (row == next) {
            row.openButton(row.dirty() && wrong.isEmpty());
            boolean whole =
                    !row.typed().name().isBlank() && !row.typed().model().isBlank();
            row.problem(whole ? wrong : "");
        } else {
            row.problem(row.dirty() ? wrong : "");
        }
    }

    /** Whether a name is typed that is not set. */
    boolean unset() {
        // What was set as the page went is set, though no row was told.
        List<Aliases.Alias> set = Aliases.of(ConnectionView.of(aliases.view().name(), settings.state()))
                .rows();
        return next.dirty()
                || rows.stream()
                        .anyMatch(
                                row -> row.dirty() && !set.contains(row.typed().stripped()));
    }

    boolean escape() {
        boolean gone = false;
        for (AliasRow row : rows) {
            gone |= row.dirty();
            row.back();
        }
        gone |= next.dirty();
        next.back();
        return gone;
    }
}
