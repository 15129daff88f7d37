package online.cloudtolocalllm.chat.view.markdown;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.code.Tongues;
import online.cloudtolocalllm.chat.model.markdown.GrowingText;
import online.cloudtolocalllm.window.Parts;
import org.jspecify.annotations.Nullable;

/**
 * A text in Markdown, of which more may come. Code can be copied, and anything can be selected. Of a text that is very long the beginning
 * is drawn, and more when it is asked for. Nothing is fetched from anywhere. For JavaFX's thread.
 */
public final class MarkdownView extends VBox {

    /** The longest answers of today's models are about as long. */
    private static final int DRAWN = 60_000;

    private final GrowingText text = new GrowingText();
    private final BlockColumn column;
    private String markdown = "";
    private int drawn = DRAWN;
    private @Nullable Button more;

    /**
     * An empty one, which draws at once what it is told to show.
     *
     * @param openLink is given the address of a link that was clicked: the web or somebody's mail
     */
    public MarkdownView(Consumer<String> openLink) {
        this(openLink, false);
    }

    private MarkdownView(Consumer<String> openLink, boolean waiting) {
        column = BlockColumn.ofSlots(new Hand(new Tongues(), openLink), waiting);
        getStyleClass().add("markdown");
        getChildren().add(column);
        new Selection(this, new Sight(this, column::slots)::all).listen();
    }

    /** An empty one. What it shows first is drawn part by part, by {@link #begin}; what comes later is drawn at once. */
    public static MarkdownView byAndBy(Consumer<String> openLink) {
        return new MarkdownView(openLink, true);
    }

    /** Whether a part waits to be drawn. */
    public boolean waiting() {
        return column.slots().stream().anyMatch(Slot::waiting);
    }

    /**
     * Draws one part that waits.
     *
     * @param upwards whether it is the last of them instead of the first
     */
    public void begin(boolean upwards) {
        column.begin(upwards);
    }

    /**
     * Shows a text. What it has in common with the one before stays as it is.
     *
     * @param markdown the whole text
     */
    public void show(String markdown) {
        this.markdown = markdown;
        draw();
    }

    private void draw() {
        int left = markdown.length() - drawn;
        column.show(text.read(left > 0 ? markdown.substring(0, drawn) : markdown));
        // Few texts are that long, and what is in the scene is styled also unseen.
        if (left > 0 && more == null) {
            more = Parts.button("markdown-more", "", this::more);
            more.getStyleClass().add("md-more");
            getChildren().add(more);
        }
        if (more != null) {
            more.setText("Show more (%,d characters are left)".formatted(Math.max(0, left)));
            Parts.there(more, left > 0);
        }
    }

    private void more() {
        drawn += DRAWN;
        draw();
    }
}
