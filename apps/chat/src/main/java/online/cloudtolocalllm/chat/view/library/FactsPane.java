package online.cloudtolocalllm.chat.view.library;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.library.Details;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;

/** What is known of a model: short facts beside each other, and long texts of which one at a time is opened. For JavaFX's thread. */
final class FactsPane extends VBox {

    private static final double FACT = 152;

    private final FlowPane facts = new FlowPane(16, 4);
    private final HBox names = new HBox(8);
    private final TextArea text = new TextArea();
    private final ToggleGroup group = new ToggleGroup();
    private List<Details.Fact> few = List.of();
    private List<Details.Fact> texts = List.of();

    FactsPane() {
        super(8);
        facts.setId("facts");
        facts.setMinHeight(Region.USE_PREF_SIZE);
        names.setId("fact-texts");
        text.setId("fact-text");
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefRowCount(6);
        text.getStyleClass().add("mono");
        text.setMinHeight(72);
        getChildren().addAll(facts, names, text);
        Parts.there(text, false);
        group.selectedToggleProperty().addListener((property, before, now) -> {
            Parts.there(text, now != null);
            if (now != null && now.getUserData() instanceof Details.Fact(String name, String whole)) {
                text.setAccessibleText(name);
                text.setText(whole);
            }
        });
    }

    void show(List<Details.Fact> nowFew, List<Details.Fact> nowTexts) {
        if (!few.equals(nowFew)) {
            few = nowFew;
            facts.getChildren().setAll(nowFew.stream().map(FactsPane::fact).toList());
        }
        if (!texts.equals(nowTexts)) {
            texts = nowTexts;
            group.selectToggle(null);
            List<Node> all = new ArrayList<>();
            for (Details.Fact one : nowTexts) {
                ToggleButton name = new ToggleButton(one.name());
                name.setId("fact-text-" + all.size());
                name.setUserData(one);
                name.setToggleGroup(group);
                name.getStyleClass().addAll("small", "flat");
                all.add(name);
            }
            names.getChildren().setAll(all);
        }
        Parts.there(facts, !few.isEmpty());
        Parts.there(names, !texts.isEmpty());
    }

    private static Node fact(Details.Fact fact) {
        Label name = Parts.text(fact.name(), "model-small");
        TextField value = Copying.selectable("fact-" + fact.name().replace(' ', '-'), fact.name());
        value.setText(fact.text());
        value.setPrefWidth(FACT);
        VBox both = new VBox(name, value);
        both.getStyleClass().add("fact");
        return both;
    }
}
