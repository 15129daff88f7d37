package online.cloudtolocalllm.settings.view.status;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import online.cloudtolocalllm.settings.model.status.StatusPage;
import online.cloudtolocalllm.window.Parts;

/** Names and their values in two columns, which change in place: a button that has the focus keeps it. */
final class Facts extends GridPane {

    /** Of the width that the values of one of the two columns have. */
    private static final double SHARE = 36;

    private List<StatusPage.Fact> shown = List.of();
    private final List<Label> values = new ArrayList<>();

    Facts() {
        setHgap(16);
        setVgap(6);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        rest.setPercentWidth(SHARE);
        getColumnConstraints().setAll(names, rest, names, rest);
    }

    void show(List<StatusPage.Fact> facts) {
        if (facts.equals(shown)) {
            return;
        }
        boolean sameNames = facts.stream()
                .map(StatusPage.Fact::name)
                .toList()
                .equals(shown.stream().map(StatusPage.Fact::name).toList());
        shown = facts;
        if (!sameNames) {
            build();
        }
        for (int i = 0; i < facts.size(); i++) {
            values.get(i).setText(facts.get(i).value());
        }
    }

    private void build() {
        getChildren().clear();
        values.clear();
        for (int i = 0; i < shown.size(); i++) {
            StatusPage.Fact fact = shown.get(i);
            int column = i % 2 * 2;
            int row = i / 2;
            Label name = Parts.text(fact.name(), "quiet");
            GridPane.setValignment(name, VPos.TOP);
            Label value = fact.copyable() ? Parts.text("", "mono") : Parts.paragraph("");
            values.add(value);
            add(name, column, row);
            if (fact.copyable()) {
                HBox line = new HBox(8, value, FactLine.copyButton(fact, value));
                line.setAlignment(Pos.CENTER_LEFT);
                add(line, column + 1, row);
                GridPane.setValignment(name, VPos.CENTER);
            } else {
                add(value, column + 1, row);
            }
        }
    }
}
