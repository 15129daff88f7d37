package online.cloudtolocalllm.chat.view.markdown;

import java.util.function.Consumer;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.window.Parts;

/** A text in Markdown. For JavaFX's thread. */
public final class MarkdownView extends VBox {

    /**
     * An empty one.
     *
     * @param openLink is given the address of a link that was clicked
     */
    public MarkdownView(Consumer<String> openLink) {
        getStyleClass().add("markdown");
        setUserData(openLink);
    }

    /**
     * Shows a text. What it has in common with the one before stays as it is.
     *
     * @param markdown the whole text
     * @param growing whether more will come
     */
    public void show(String markdown, boolean growing) {
        getChildren().setAll(Parts.paragraph(markdown));
    }
}
