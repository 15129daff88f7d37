package online.cloudtolocalllm.tray.dbus.menu;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Numbers for the lines of a menu. A line keeps its number for as long as it is in the menu, and no other line ever gets it: a click
 * on a line that has just gone does nothing instead of something else. Not thread-safe.
 */
final class MenuIds {

    /** The menu itself. */
    static final int ROOT = 0;

    private final Map<String, Integer> ids = new HashMap<>();
    private int last = ROOT;

    /** The number of the line with this name. */
    int of(String name) {
        return ids.computeIfAbsent(name, unknown -> ++last);
    }

    /** Forgets all lines but these. */
    void retain(Set<String> names) {
        ids.keySet().retainAll(names);
    }
}
