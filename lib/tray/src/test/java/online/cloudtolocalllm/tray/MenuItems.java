package online.cloudtolocalllm.tray;

import java.util.ArrayList;
import java.util.List;

/** Finds lines of a menu. */
final class MenuItems {

    private MenuItems() {}

    /** What a click on the line with this key does. */
    static TrayCommand command(Facts facts, String key) {
        return actions(TrayMenu.of(facts.facts()).items()).stream()
                .filter(action -> action.key().equals(key))
                .findFirst()
                .orElseThrow()
                .command();
    }

    /** The lines among them that do something, at all depths. */
    static List<TrayItem.Action> actions(List<TrayItem> items) {
        return flat(items).stream()
                .filter(TrayItem.Action.class::isInstance)
                .map(TrayItem.Action.class::cast)
                .toList();
    }

    /** The lines with those that they open. */
    static List<TrayItem> flat(List<TrayItem> items) {
        List<TrayItem> all = new ArrayList<>();
        for (TrayItem item : items) {
            all.add(item);
            if (item instanceof TrayItem.Submenu submenu) {
                all.addAll(flat(submenu.items()));
            }
        }
        return all;
    }
}
