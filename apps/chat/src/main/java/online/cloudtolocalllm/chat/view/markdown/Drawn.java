package online.cloudtolocalllm.chat.view.markdown;

import java.util.List;
import javafx.scene.Node;

/**
 * Something of a text that is drawn. For JavaFX's thread.
 *
 * @param <T> what it is drawn of
 */
interface Drawn<T> {

    /** Where it is drawn. */
    Node node();

    /**
     * Shows this instead, with as much of what is there as goes on to be so.
     *
     * @return false, and nothing changed, if it is of another kind
     */
    boolean take(T other);

    /** Its parts that may be let go by themselves, if it is long. */
    default List<Slot<?>> slots() {
        return List.of();
    }
}
