package online.cloudtolocalllm.tray.dbus.menu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayItem;
import online.cloudtolocalllm.tray.TrayMenu;
import org.freedesktop.dbus.types.Variant;

/**
 * A whole menu as panels see it.
 *
 * @param root the menu itself
 * @param nodes every line by its number, the menu itself among them
 */
record MenuTree(MenuNode root, Map<Integer, MenuNode> nodes) {

    MenuTree {
        nodes = Map.copyOf(nodes);
    }

    /** A menu without a line. */
    static MenuTree empty() {
        return of(rootWith(List.of()));
    }

    /** The menu with numbers for its lines; forgets the numbers of lines that are no longer in it. */
    static MenuTree of(TrayMenu menu, MenuIds ids) {
        Set<String> names = new HashSet<>();
        MenuTree tree = of(rootWith(nodes(menu.items(), ids, names)));
        ids.retain(names);
        return tree;
    }

    private static MenuTree of(MenuNode root) {
        Map<Integer, MenuNode> nodes = new HashMap<>();
        collect(root, nodes);
        return new MenuTree(root, nodes);
    }

    private static void collect(MenuNode node, Map<Integer, MenuNode> nodes) {
        nodes.put(node.id(), node);
        node.children().forEach(child -> collect(child, nodes));
    }

    /** The line with this number. */
    Optional<MenuNode> node(int id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** This menu's lines in this menu's order, each with the words and the command that a newer menu has for it. */
    MenuTree restyled(MenuTree newer) {
        return of(restyled(root, newer));
    }

    private static MenuNode restyled(MenuNode node, MenuTree newer) {
        List<MenuNode> children =
                node.children().stream().map(child -> restyled(child, newer)).toList();
        return newer.node(node.id()).orElse(node).with(children);
    }

    private static MenuNode rootWith(List<MenuNode> children) {
        return new MenuNode(
                MenuIds.ROOT, Map.of("children-display", new Variant<>("submenu")), children, Optional.empty());
    }

    private static List<MenuNode> nodes(List<TrayItem> items, MenuIds ids, Set<String> names) {
        List<MenuNode> nodes = new ArrayList<>();
        for (TrayItem item : items) {
            nodes.add(node(item, ids, names));
        }
        return nodes;
    }

    private static MenuNode node(TrayItem item, MenuIds ids, Set<String> names) {
        int id = ids.of(name(item, names));
        return switch (item) {
            case TrayItem.Separator ignored ->
                new MenuNode(id, Map.of("type", new Variant<>("separator")), List.of(), Optional.empty());
            case TrayItem.Text(String ignored, String label) ->
                new MenuNode(id, properties(label, false), List.of(), Optional.empty());
            case TrayItem.Action action -> action(id, action);
            case TrayItem.Submenu submenu -> submenu(id, submenu, nodes(submenu.items(), ids, names));
        };
    }

    private static MenuNode action(int id, TrayItem.Action action) {
        Map<String, Variant<?>> properties = properties(action.label(), action.enabled());
        action.checked().ifPresent(checked -> {
            properties.put("toggle-type", new Variant<>("checkmark"));
            properties.put("toggle-state", new Variant<>(checked ? 1 : 0));
        });
        Optional<TrayCommand> command = action.enabled() ? Optional.of(action.command()) : Optional.empty();
        return new MenuNode(id, properties, List.of(), command);
    }

    /** Panels draw a submenu without lines as a box of eight pixels. */
    private static MenuNode submenu(int id, TrayItem.Submenu submenu, List<MenuNode> children) {
        Map<String, Variant<?>> properties = properties(submenu.label(), !children.isEmpty());
        if (!children.isEmpty()) {
            properties.put("children-display", new Variant<>("submenu"));
        }
        return new MenuNode(id, properties, children, Optional.empty());
    }

    /** Words and state are always there, so that a panel never has to know what their absence means. */
    private static Map<String, Variant<?>> properties(String label, boolean enabled) {
        Map<String, Variant<?>> properties = new LinkedHashMap<>();
        properties.put("label", new Variant<>(escaped(label)));
        properties.put("enabled", new Variant<>(enabled));
        return properties;
    }

    /** A single underscore marks the letter after it and is not shown. */
    static String escaped(String label) {
        return label.replace("_", "__");
    }

    /**
     * Names a line by its key and its kind, since panels do not expect a line to become one of another kind; a second line with the
     * same key gets a name of its own.
     */
    private static String name(TrayItem item, Set<String> names) {
        String kind =
                switch (item) {
                    case TrayItem.Separator ignored -> "separator";
                    case TrayItem.Submenu submenu -> submenu.items().isEmpty() ? "line" : "submenu";
                    case TrayItem.Action action -> action.checked().isPresent() ? "check" : "line";
                    case TrayItem.Text ignored -> "line";
                };
        String name = kind + " " + item.key();
        while (!names.add(name)) {
            name += " again";
        }
        return name;
    }
}
