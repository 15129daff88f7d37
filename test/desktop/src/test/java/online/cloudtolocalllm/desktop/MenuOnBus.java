package online.cloudtolocalllm.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.bus.Reply;
import org.freedesktop.dbus.types.Variant;

/** What the panel was given to draw: the menu of the first item that its tray knows. */
final class MenuOnBus {

    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";

    private MenuOnBus() {}

    /** The words of the lines, from the top, without separators and submenus; underscores as they are seen. */
    static List<String> labels(BusSession bus) throws BusException {
        List<?> items = (List<?>) get(
                bus,
                "org.kde.StatusNotifierWatcher",
                "/StatusNotifierWatcher",
                "org.kde.StatusNotifierWatcher",
                "RegisteredStatusNotifierItems");
        String item = String.valueOf(items.getFirst());
        String name = item.substring(0, item.indexOf('/'));
        String path = item.substring(item.indexOf('/'));
        String menu = Reply.path(get(bus, name, path, "org.kde.StatusNotifierItem", "Menu"));
        Object[] layout = bus.call(name, menu, "com.canonical.dbusmenu", "GetLayout", "iias", 0, 1, List.of());
        List<String> labels = new ArrayList<>();
        for (Object child : (List<?>) Reply.fields(layout[1])[2]) {
            Map<?, ?> properties = (Map<?, ?>) Reply.fields(((Variant<?>) child).getValue())[1];
            if (properties.get("label") instanceof Variant<?> label) {
                labels.add(String.valueOf(label.getValue()).replace("__", "_"));
            }
        }
        return labels;
    }

    private static Object get(BusSession bus, String name, String path, String type, String property)
            throws BusException {
        return ((Variant<?>) Reply.at(bus.call(name, path, PROPERTIES, "Get", "ss", type, property), 0)).getValue();
    }
}
