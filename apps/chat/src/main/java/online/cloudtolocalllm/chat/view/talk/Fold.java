package online.cloudtolocalllm.chat.view.talk;

import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A line that opens what lies under it, which is made when it is opened. For JavaFX's thread. */
final class Fold extends VBox {

    private final Button title = new Button();
    private final Folds folds;
    private final String name;
    private final Supplier<Region> made;

    /**
     * One that is as its reader left it.
     *
     * @param id of the line
     * @param name under which it is remembered
     * @param made makes what lies under it
     */
    Fold(String id, String name, Folds folds, Supplier<Region> made) {
        this.folds = folds;
        this.name = name;
        this.made = made;
        setSpacing(4);
        title.setId(id);
        title.setMnemonicParsing(false);
        title.getStyleClass().addAll("flat", "fold");
        title.setOnAction(event -> {
            folds.turn(name, !open());
            draw(open());
        });
        getChildren().add(title);
        draw(open());
    }

    boolean open() {
        return folds.open(name);
    }

    /** Says what lies under it. */
    void title(String words) {
        title.setText(words);
    }

    private void draw(boolean open) {
        title.setGraphic((open ? Sign.OPEN : Sign.RIGHT).drawn());
        if (open && getChildren().size() == 1) {
            Region content = made.get();
            content.getStyleClass().add("folded");
            getChildren().add(content);
        } else if (!open && getChildren().size() > 1) {
            getChildren().removeLast();
        }
    }
}
