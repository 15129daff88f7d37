package online.cloudtolocalllm.chat.model.list;

import java.util.List;
import online.cloudtolocalllm.chat.model.exchange.Told;

/**
 * The list as it is at one moment.
 *
 * @param words what its conversations hold; blank for all
 * @param read whether it was read at all
 * @param rows what stands in it
 * @param notice what came of the last thing that was done, if that has to be said; without sentences if not
 */
public record ListState(String words, boolean read, List<ListRow> rows, Told notice) {

    /** Nothing has to be said. */
    public static final Told SILENT = Told.fine("");

    /** Before anything was read. */
    public static final ListState UNREAD = new ListState("", false, List.of(), SILENT);

    /** Copies the list. */
    public ListState {
        rows = List.copyOf(rows);
    }

    /** Whether nothing stands in it, as far as is known. */
    public boolean empty() {
        return read && rows.isEmpty();
    }
}
