package online.cloudtolocalllm.tray.awt;

import java.awt.CheckboxMenuItem;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayItem;
import online.cloudtolocalllm.tray.TrayMenu;

/**
 * The menu as AWT's. Lines that stay are given new labels in place; only when lines come or go are all made anew, since AWT does
 * not tell whether the menu is open. Used on the event thread only.
 */
final class AwtMenu {

    private final PopupMenu popup = new PopupMenu();
    private final Consumer<TrayCommand> chosen;
    private final Map<String, MenuItem> items = new HashMap<>();
    private final Map<String, TrayItem.Action> actions = new HashMap<>();
    private MenuShape shape = new MenuShape(List.of());

    /**
     * An empty menu.
     *
     * @throws java.awt.HeadlessException without a display
     */
    AwtMenu(Consumer<TrayCommand> chosen) {
        this.chosen = chosen;
    }

    PopupMenu popup() {
        return popup;
    }

    /** Shows this menu. */
    void show(TrayMenu menu) {
        MenuShape next = MenuShape.of(menu);
        if (!next.equals(shape)) {
            items.clear();
            popup.removeAll();
            fill(popup, menu.items());
            shape = next;
        }
        actions.clear();
        label(menu.items());
    }

    private void fill(Menu menu, List<TrayItem> lines) {
        for (TrayItem line : lines) {
            switch (line) {
                case TrayItem.Separator separator -> menu.addSeparator();
                case TrayItem.Text text -> {
                    MenuItem item = new MenuItem();
                    item.setEnabled(false);
                    menu.add(keep(text.key(), item));
                }
                case TrayItem.Action action -> menu.add(keep(action.key(), item(action)));
                case TrayItem.Submenu submenu -> {
                    Menu inner = new Menu();
                    fill(inner, submenu.items());
                    menu.add(keep(submenu.key(), inner));
                }
            }
        }
    }

    private MenuItem item(TrayItem.Action action) {
        String key = action.key();
        if (action.checked().isEmpty()) {
            MenuItem item = new MenuItem();
            item.addActionListener(event -> choose(key));
            return item;
        }
        CheckboxMenuItem item = new CheckboxMenuItem();
        item.addItemListener(event -> choose(key));
        return item;
    }

    private MenuItem keep(String key, MenuItem item) {
        items.put(key, item);
        return item;
    }

    private void label(List<TrayItem> lines) {
        for (TrayItem line : lines) {
            switch (line) {
                case TrayItem.Separator separator -> {}
                case TrayItem.Text text -> label(text.key(), text.label());
                case TrayItem.Action action -> {
                    actions.put(action.key(), action);
                    MenuItem item = label(action.key(), action.label());
                    item.setEnabled(action.enabled());
                    if (item instanceof CheckboxMenuItem check) {
                        check.setState(action.checked().orElse(false));
                    }
                }
                case TrayItem.Submenu submenu -> {
                    label(submenu.key(), submenu.label());
                    label(submenu.items());
                }
            }
        }
    }

    /** AWT takes a line that is only a dash for a separator. */
    private MenuItem label(String key, String label) {
        MenuItem item = items.get(key);
        if (item == null) {
            throw new IllegalStateException("the menu's shape and its lines differ at " + key);
        }
        String shown = label.equals("-") ? "–" : label;
        if (!shown.equals(item.getLabel())) {
            item.setLabel(shown);
        }
        return item;
    }

    /** A check mark set by the click stays as the facts have it, until new facts come. */
    private void choose(String key) {
        TrayItem.Action action = actions.get(key);
        if (action == null) {
            return;
        }
        if (items.get(key) instanceof CheckboxMenuItem check) {
            check.setState(action.checked().orElse(false));
        }
        chosen.accept(action.command());
    }
}
