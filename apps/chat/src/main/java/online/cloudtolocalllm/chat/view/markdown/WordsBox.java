package online.cloudtolocalllm.chat.view.markdown;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.markdown.Block;
import online.cloudtolocalllm.chat.model.markdown.Inline;
import online.cloudtolocalllm.chat.model.markdown.InlineWords;

/** A paragraph or a heading. For JavaFX's thread. */
final class WordsBox extends VBox implements Drawn<Block> {

    /** A flow is laid out as a whole at each change, so a longer text goes on in another one. */
    private static final int LONGEST = 4000;

    private final Consumer<String> openLink;
    private final int level;

    private WordsBox(int level, Consumer<String> openLink) {
        this.level = level;
        this.openLink = openLink;
    }

    /** A paragraph. */
    static WordsBox of(Block.Paragraph paragraph, Consumer<String> openLink) {
        WordsBox box = new WordsBox(0, openLink);
        box.show(paragraph.words());
        return box;
    }

    /** A heading. */
    static WordsBox of(Block.Heading heading, Consumer<String> openLink) {
        WordsBox box = new WordsBox(heading.level(), openLink);
        box.show(heading.words());
        return box;
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(Block block) {
        if (block instanceof Block.Paragraph(List<Inline> words) && level == 0) {
            show(words);
            return true;
        }
        if (block instanceof Block.Heading(int of, List<Inline> words) && level == of) {
            show(words);
            return true;
        }
        return false;
    }

    private void show(List<Inline> words) {
        List<List<Inline>> pieces = InlineWords.cut(words, LONGEST);
        for (int i = 0; i < pieces.size(); i++) {
            if (i == getChildren().size()) {
                getChildren().add(flow());
            }
            ((Flow) getChildren().get(i)).show(Run.of(pieces.get(i)));
        }
        getChildren().remove(pieces.size(), getChildren().size());
    }

    private Flow flow() {
        return level == 0
                ? new Flow("\n\n", openLink)
                : new Flow("\n\n", openLink, "md-heading", "md-heading-" + level);
    }
}
