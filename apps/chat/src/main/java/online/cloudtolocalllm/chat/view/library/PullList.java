package online.cloudtolocalllm.chat.view.library;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.library.pull.Downloads;
import online.cloudtolocalllm.chat.model.library.pull.Pull;
import online.cloudtolocalllm.window.Parts;

/** All downloads; a line stays the same node while its download goes on. For JavaFX's thread. */
final class PullList extends VBox {

    private static final double HIGHEST = 288;

    private final Downloads downloads;
    private final Map<Long, PullLine> lines = new HashMap<>();
    private final VBox rows = new VBox();

    PullList(Downloads downloads) {
        this.downloads = downloads;
        setId("pulls");
        ScrollPane scroll = Parts.scrolling(rows);
        scroll.setFocusTraversable(false);
        // As high as the downloads are, until that takes too much from the models.
        rows.heightProperty().addListener((property, before, now) -> height(scroll, now.doubleValue()));
        scroll.setMaxHeight(HIGHEST);
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().add(scroll);
        Parts.there(this, false);
    }

    private static void height(ScrollPane scroll, double rows) {
        scroll.setPrefHeight(Math.min(HIGHEST, rows + 2));
    }

    void show(List<Pull> pulls) {
        List<Node> now = pulls.stream()
                .<Node>map(pull -> {
                    PullLine line = lines.computeIfAbsent(pull.number(), number -> new PullLine(number, downloads));
                    line.show(pull);
                    return line;
                })
                .toList();
        if (!rows.getChildren().equals(now)) {
            rows.getChildren().setAll(now);
            lines.values().retainAll(now);
        }
        Parts.there(this, !now.isEmpty());
    }
}
