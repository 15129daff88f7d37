package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.code.Tongues;
import online.cloudtolocalllm.chat.model.markdown.Block;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;

/**
 * Code in its colours, below its language and a button that copies it. Its lines are in flows of a few lines each, because a flow is
 * laid out as a whole at each change: while code grows only its last lines are drawn again. For JavaFX's thread.
 */
final class CodeBox extends VBox implements Drawn<Block> {

    private final Label language = Parts.text("", "md-language");
    private final VBox lines = new VBox();
    private final List<Slot<List<Run>>> flows = new ArrayList<>();
    private final CodeRuns runs;
    private Block.Code code;

    CodeBox(Block.Code code, Tongues tongues) {
        runs = new CodeRuns(tongues);
        this.code = code;
        HBox head = new HBox(
                language, Parts.spring(), Copying.button("copy-code", "Copy this code", () -> this.code.text()));
        head.getStyleClass().add("md-code-head");
        lines.getStyleClass().add("md-code-lines");
        getStyleClass().add("md-code");
        getChildren().addAll(head, new Sideways(lines));
        show();
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(Block block) {
        if (block instanceof Block.Code other) {
            code = other;
            show();
            return true;
        }
        return false;
    }

    @Override
    public List<Slot<?>> slots() {
        return List.copyOf(flows);
    }

    private static Flow flow(List<Run> runs) {
        Flow flow = new Flow("\n", address -> {}, "md-code-flow");
        flow.show(runs);
        return flow;
    }

    private void show() {
        language.setText(code.language().isEmpty() ? "text" : code.language());
        List<List<Run>> pieces = runs.of(code);
        for (int i = 0; i < pieces.size(); i++) {
            if (i == flows.size()) {
                flows.add(new Slot<>(pieces.get(i), CodeBox::flow));
                lines.getChildren().add(flows.get(i));
            } else if (i >= runs.same()) {
                flows.get(i).take(pieces.get(i));
            }
        }
        flows.subList(pieces.size(), flows.size()).clear();
        lines.getChildren().remove(pieces.size(), lines.getChildren().size());
    }
}
