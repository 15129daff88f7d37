package online.cloudtolocalllm.tray.dbus.menu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.freedesktop.dbus.types.Variant;

/**
 * What became of a menu. Lines that are in only one of the two are told by their parents.
 *
 * @param parents numbers of lines that open other lines than before, or the same in another order
 * @param updated properties that are new or different, by the number of their line
 * @param removed names of properties that a line has no longer
 */
record MenuDiff(
        Set<Integer> parents, Map<Integer, Map<String, Variant<?>>> updated, Map<Integer, List<String>> removed) {

    /** What became of it from one to the other. */
    static MenuDiff between(MenuTree before, MenuTree after) {
        Set<Integer> parents = new TreeSet<>();
        Map<Integer, Map<String, Variant<?>>> updated = new TreeMap<>();
        Map<Integer, List<String>> removed = new TreeMap<>();
        for (MenuNode now : after.nodes().values()) {
            MenuNode was = before.nodes().get(now.id());
            if (was == null) {
                continue;
            }
            if (!ids(was).equals(ids(now))) {
                parents.add(now.id());
            }
            Map<String, Variant<?>> changed = new LinkedHashMap<>(now.properties());
            changed.entrySet().removeIf(property -> property.getValue()
                    .equals(was.properties().get(property.getKey())));
            if (!changed.isEmpty()) {
                updated.put(now.id(), changed);
            }
            List<String> gone = new ArrayList<>(was.properties().keySet());
            gone.removeAll(now.properties().keySet());
            if (!gone.isEmpty()) {
                removed.put(now.id(), gone);
            }
        }
        return new MenuDiff(parents, updated, removed);
    }

    private static List<Integer> ids(MenuNode node) {
        return node.children().stream().map(MenuNode::id).toList();
    }

    /** The line below which everything has to be read again, if lines came, went or moved. */
    Optional<Integer> layout() {
        return switch (parents.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(parents.iterator().next());
            default -> Optional.of(MenuIds.ROOT);
        };
    }

    /** Whether a line says something else. */
    boolean words() {
        return !updated.isEmpty() || !removed.isEmpty();
    }
}
