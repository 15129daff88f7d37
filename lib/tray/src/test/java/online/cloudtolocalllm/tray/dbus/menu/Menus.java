package online.cloudtolocalllm.tray.dbus.menu;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayItem;
import online.cloudtolocalllm.tray.TrayMenu;

/** Short words for menus. */
final class Menus {

    private Menus() {}

    static TrayMenu menu(TrayItem... items) {
        return new TrayMenu(List.of(items));
    }

    static TrayItem text(String key, String label) {
        return new TrayItem.Text(key, label);
    }

    static TrayItem line(String key, String label) {
        return new TrayItem.Action(key, label, new TrayCommand.Copy(label));
    }

    static TrayItem check(String key, boolean checked) {
        return new TrayItem.Action(key, key, new TrayCommand.PauseAll(!checked), true, Optional.of(checked));
    }

    static TrayItem off(String key) {
        return new TrayItem.Action(key, key, new TrayCommand.QuitDaemon(), false, Optional.empty());
    }

    static TrayItem separator(String key) {
        return new TrayItem.Separator(key);
    }

    static TrayItem submenu(String key, TrayItem... items) {
        return new TrayItem.Submenu(key, key, List.of(items));
    }

    /** The menu as a text: labels with numbers, submenus in brackets. */
    static String written(MenuNode node) {
        StringBuilder text = new StringBuilder();
        for (MenuNode child : node.children()) {
            Object label = child.properties().containsKey("label")
                    ? child.properties().get("label").getValue()
                    : "-";
            text.append(text.isEmpty() ? "" : " ").append(label).append(child.id());
            if (!child.children().isEmpty()) {
                text.append('[').append(written(child)).append(']');
            }
        }
        return text.toString();
    }
}
