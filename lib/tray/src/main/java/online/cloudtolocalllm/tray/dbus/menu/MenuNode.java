package online.cloudtolocalllm.tray.dbus.menu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.tray.TrayCommand;
import org.freedesktop.dbus.types.Variant;

/**
 * A line of a menu as panels see it.
 *
 * @param id its number
 * @param properties as com.canonical.dbusmenu names them; words and state are there even where they are the default
 * @param children the lines that it opens
 * @param command what a click does; empty where a click does nothing
 */
record MenuNode(int id, Map<String, Variant<?>> properties, List<MenuNode> children, Optional<TrayCommand> command) {

    /** The signature of {@link #layout}. */
    static final String SIGNATURE = "(ia{sv}av)";

    MenuNode {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        children = List.copyOf(children);
    }

    /** Whether it has a check mark, or could have one. */
    boolean checkable() {
        return properties.containsKey("toggle-type");
    }

    /** The properties with these names; all of them if there are no names. */
    Map<String, Variant<?>> properties(List<String> names) {
        if (names.isEmpty()) {
            return properties;
        }
        Map<String, Variant<?>> wanted = new LinkedHashMap<>(properties);
        wanted.keySet().retainAll(names);
        return wanted;
    }

    /**
     * The line and what it opens, as dbus-java takes a structure.
     *
     * @param depth how many levels below it; negative for all
     * @param names of the properties that are wanted; empty for all
     */
    Object[] layout(int depth, List<String> names) {
        List<Variant<?>> below = new ArrayList<>();
        if (depth != 0) {
            for (MenuNode child : children) {
                below.add(new Variant<>(child.layout(depth - 1, names), SIGNATURE));
            }
        }
        return new Object[] {id, properties(names), below};
    }

    /** The same line with other children. */
    MenuNode with(List<MenuNode> others) {
        return new MenuNode(id, properties, others, command);
    }
}
