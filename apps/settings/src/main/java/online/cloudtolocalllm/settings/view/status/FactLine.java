package online.cloudtolocalllm.settings.view.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import online.cloudtolocalllm.settings.model.status.StatusPage;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;

/** Names and their values one after the other, which change in place: a button that has the focus keeps it. */
final class FactLine extends FlowPane {

    private List<String> names = List.of();
    private final List<Label> values = new ArrayList<>();

    FactLine() {
        super(24, 4);
        setRowValignment(VPos.CENTER);
    }

    void show(List<StatusPage.Fact> facts) {
        List<String> now = facts.stream().map(StatusPage.Fact::name).toList();
        if (!now.equals(names)) {
            names = now;
            values.clear();
            getChildren().setAll(facts.stream().map(this::fact).toList());
        }
        for (int i = 0; i < facts.size(); i++) {
            values.get(i).setText(facts.get(i).value());
        }
    }

    /** Copies the value of a fact as it is shown then. */
    static Button copyButton(StatusPage.Fact fact, Label value) {
        return Copying.button(
                "copy-fact-" + fact.name().toLowerCase(Locale.ROOT).replace(' ', '-'),
                "Copy: " + fact.name(),
                value::getText);
    }

    private HBox fact(StatusPage.Fact fact) {
        Label value = fact.copyable() ? Parts.text("", "mono") : Parts.text("");
        values.add(value);
        HBox box = new HBox(8, Parts.text(fact.name(), "quiet"), value);
        box.setAlignment(Pos.CENTER_LEFT);
        if (fact.copyable()) {
            box.getChildren().add(copyButton(fact, value));
        }
        return box;
    }
}
