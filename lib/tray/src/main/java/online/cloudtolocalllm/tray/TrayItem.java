package online.cloudtolocalllm.tray;

import java.util.List;
import java.util.Optional;

/** A line of the menu. Its key names the same line in every menu in which it is. */
public sealed interface TrayItem {

    /** Unique within the menu, submenus included. */
    String key();

    /** A line between groups. */
    record Separator(String key) implements TrayItem {}

    /**
     * Says something and cannot be chosen.
     *
     * @param label as people shall see it: nothing in it is a mark
     */
    record Text(String key, String label) implements TrayItem {}

    /**
     * Does something when it is chosen.
     *
     * @param label as people shall see it: nothing in it is a mark
     * @param enabled whether it can be chosen now
     * @param checked whether there is a check mark; empty if it is none that can be checked
     */
    record Action(String key, String label, TrayCommand command, boolean enabled, Optional<Boolean> checked)
            implements TrayItem {

        /** One that can be chosen and has no check mark. */
        public Action(String key, String label, TrayCommand command) {
            this(key, label, command, true, Optional.empty());
        }
    }

    /**
     * Opens further lines.
     *
     * @param label as people shall see it: nothing in it is a mark
     * @param items at least one
     */
    record Submenu(String key, String label, List<TrayItem> items) implements TrayItem {

        /** Copies the list. */
        public Submenu {
            items = List.copyOf(items);
        }
    }
}
