package online.cloudtolocalllm.tray.awt;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.tray.TrayItem;
import online.cloudtolocalllm.tray.TrayMenu;

/**
 * Which lines a menu has, whatever they say. Of two menus with the same shape one becomes the other by new labels alone, which
 * may happen while the menu is open.
 *
 * @param lines one for each line of the menu, those of submenus behind theirs and indented
 */
record MenuShape(List<String> lines) {

    /** Copies the list. */
    MenuShape {
        lines = List.copyOf(lines);
    }

    /** The shape of this menu. */
    static MenuShape of(TrayMenu menu) {
        List<String> lines = new ArrayList<>();
        write(menu.items(), "", lines);
        return new MenuShape(lines);
    }

    private static void write(List<TrayItem> items, String indent, List<String> lines) {
        for (TrayItem item : items) {
            switch (item) {
                case TrayItem.Separator line -> lines.add(indent + "separator " + line.key());
                case TrayItem.Text text -> lines.add(indent + "text " + text.key());
                case TrayItem.Action action ->
                    lines.add(indent + (action.checked().isPresent() ? "check " : "action ") + action.key());
                case TrayItem.Submenu submenu -> {
                    lines.add(indent + "submenu " + submenu.key());
                    write(submenu.items(), indent + " ", lines);
                }
            }
        }
    }
}
