package online.cloudtolocalllm.chat.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.Turn;
import online.cloudtolocalllm.window.EmptyNote;
import online.cloudtolocalllm.window.Parts;

/** The conversation, which stays at its end while an answer grows, unless the reader has scrolled up. For JavaFX's thread. */
final class TurnList {

    private final VBox page = new VBox();
    private final ScrollPane scroll = Parts.scrolling(page);
    private final List<TurnBox> boxes = new ArrayList<>();
    private final EmptyNote empty = new EmptyNote("", "");
    private final StackPane root = new StackPane(scroll, empty);

    private final Consumer<String> onAgain;

    /** An empty one that calls this with a question to ask it again. */
    TurnList(Consumer<String> onAgain) {
        this.onAgain = onAgain;
        page.getStyleClass().add("turns");
        scroll.setId("turns");
        empty.setMouseTransparent(true);
        empty.setMaxHeight(VBox.USE_PREF_SIZE);
    }

    Parent root() {
        return root;
    }

    void show(List<Turn> turns, ChatState state) {
        empty.setVisible(turns.isEmpty());
        empty.say(state.title(), state.welcome());
        while (boxes.size() > turns.size()) {
            boxes.removeLast();
            page.getChildren().removeLast();
        }
        boolean atEnd = scroll.getVvalue() >= scroll.getVmax() - 0.02
                || page.getHeight() <= scroll.getViewportBounds().getHeight();
        boolean changed = false;
        for (int i = 0; i < turns.size(); i++) {
            if (i == boxes.size()) {
                TurnBox box = new TurnBox(onAgain);
                boxes.add(box);
                page.getChildren().add(box.root());
                atEnd = true;
            }
            changed |= boxes.get(i).show(turns.get(i), i == turns.size() - 1);
        }
        if (changed && atEnd) {
            // The new height is known only after the layout.
            Platform.runLater(() -> {
                scroll.layout();
                scroll.setVvalue(scroll.getVmax());
            });
        }
    }
}
