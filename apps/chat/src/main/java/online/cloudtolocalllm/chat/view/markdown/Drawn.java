package online.cloudtolocalllm.chat.view.markdown;

import javafx.scene.Node;
import online.cloudtolocalllm.chat.model.markdown.Block;

/** A block that is drawn. For JavaFX's thread. */
interface Drawn {

    /** Where it is drawn. */
    Node node();

    /**
     * Shows this block instead, with as much of what is there as goes on to be so.
     *
     * @return false, and nothing changed, if it is a block of another kind
     */
    boolean take(Block block);
}
