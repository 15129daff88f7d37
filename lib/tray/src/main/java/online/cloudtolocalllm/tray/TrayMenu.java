package online.cloudtolocalllm.tray;

import java.util.List;

/**
 * The menu of the tray.
 *
 * @param items its lines
 */
public record TrayMenu(List<TrayItem> items) {

    /** Copies the list. */
    public TrayMenu {
        items = List.copyOf(items);
    }
}
