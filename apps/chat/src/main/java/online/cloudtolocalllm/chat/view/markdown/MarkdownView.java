package online.cloudtolocalllm.chat.view.markdown;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.code.Tongues;
import online.cloudtolocalllm.chat.model.markdown.GrowingText;

/** A text in Markdown. For JavaFX's thread. */
public final class MarkdownView extends VBox {

    private final GrowingText text = new GrowingText();
    private final BlockColumn column;

    /**
     * An empty one.
     *
     * @param openLink is given the address of a link that was clicked
     */
    public MarkdownView(Consumer<String> openLink) {
        column = new BlockColumn(0, new Hand(new Tongues(), openLink));
        getStyleClass().add("markdown");
        getStylesheets()
                .add(Objects.requireNonNull(MarkdownView.class.getResource(
                                "/online/cloudtolocalllm/chat/view/markdown.css"))
                        .toExternalForm());
        getChildren().add(column);
    }

    /**
     * Shows a text. What it has in common with the one before stays as it is.
     *
     * @param markdown the whole text
     * @param growing whether more will come
     */
    public void show(String markdown, boolean growing) {
        column.show(text.read(markdown));
    }
}
