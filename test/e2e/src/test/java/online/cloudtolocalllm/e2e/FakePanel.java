package online.cloudtolocalllm.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.bus.BusAnswer;
import online.cloudtolocalllm.bus.BusCall;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusObject;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.bus.Reply;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import org.freedesktop.dbus.types.Variant;

/** A panel on a private bus that takes icons, reads their menus and clicks. {@link #close()} ends it, as if it had been killed. */
final class FakePanel implements AutoCloseable {

    private static final String WATCHER = "org.kde.StatusNotifierWatcher";
    private static final String MENU = "com.canonical.dbusmenu";

    private final BusSession session;
    private final BlockingQueue<String> registered = new LinkedBlockingQueue<>();

    /** A line of a menu. */
    record Line(int id, String label, List<Line> below) {}

    private FakePanel(BusSession session) {
        this.session = session;
    }

    static FakePanel on(PrivateBus bus) throws BusException {
        FakePanel panel = new FakePanel(BusSession.connect(bus.address(), Until.LIMIT));
        panel.session.export("/StatusNotifierWatcher", panel.new Watcher());
        panel.session.own(WATCHER);
        return panel;
    }

    private final class Watcher implements BusObject {

        @Override
        public String introspection() {
            return "<interface name=\"" + WATCHER + "\"/>";
        }

        @Override
        public Map<String, Variant<?>> properties(String type) {
            return type.equals(WATCHER) ? Map.of("IsStatusNotifierHostRegistered", new Variant<>(true)) : Map.of();
        }

        @Override
        public BusAnswer answer(BusCall call) {
            if (call.method().equals("RegisterStatusNotifierItem")) {
                String item = String.valueOf(call.arguments().getFirst());
                registered.add(item.startsWith("/") ? call.sender() : item);
                return BusAnswer.done();
            }
            return BusAnswer.unknown(call);
        }
    }

    /** Waits for an icon, and gives the name of who shows it. */
    String awaitIcon() throws InterruptedException {
        // Where no bus was to be found the next try may be half a minute away.
        return Optional.ofNullable(registered.poll(Until.LIMIT.multipliedBy(3).toMillis(), TimeUnit.MILLISECONDS))
                .orElseThrow(() -> new AssertionError("no icon came"));
    }

    /** The icon's name in the theme. */
    String icon(String item) throws BusException {
        Object[] value = session.call(
                item,
                "/StatusNotifierItem",
                "org.freedesktop.DBus.Properties",
                "Get",
                "ss",
                "org.kde.StatusNotifierItem",
                "IconName");
        return String.valueOf(Reply.inside(value[0]));
    }

    /** The whole menu. */
    List<Line> menu(String item) throws BusException {
        Object[] layout = session.call(item, menuPath(item), MENU, "GetLayout", "iias", 0, -1, List.of());
        return line(layout[1]).below;
    }

    private String menuPath(String item) throws BusException {
        Object[] value = session.call(
                item,
                "/StatusNotifierItem",
                "org.freedesktop.DBus.Properties",
                "Get",
                "ss",
                "org.kde.StatusNotifierItem",
                "Menu");
        return Reply.path(Reply.inside(value[0]));
    }

    private static Line line(Object struct) throws BusException {
        Object[] fields = Reply.fields(struct);
        Object label = fields[1] instanceof Map<?, ?> properties ? properties.get("label") : null;
        List<Line> below = new ArrayList<>();
        if (fields[2] instanceof List<?> lines) {
            for (Object one : lines) {
                below.add(line(Reply.inside(one)));
            }
        }
        String text = label == null ? "" : String.valueOf(Reply.inside(label)).replace("__", "_");
        return new Line((Integer) fields[0], text, below);
    }

    /** Waits for a line that has this text, wherever in the menu it is, and clicks it. */
    void choose(String item, String label) throws Exception {
        Line line = await(item, label);
        session.call(item, menuPath(item), MENU, "Event", "isvu", line.id, "clicked", new Variant<>(0), 0L);
    }

    /** Waits for a line that has this text, wherever in the menu it is. */
    Line await(String item, String label) throws Exception {
        List<Line> found = new ArrayList<>();
        boolean there = Until.holds(Until.LIMIT, () -> {
            found.clear();
            find(itemMenu(item), label, found);
            return !found.isEmpty();
        });
        if (!there) {
            throw new AssertionError("no line \"" + label + "\" in " + menu(item));
        }
        return found.getFirst();
    }

    private List<Line> itemMenu(String item) {
        try {
            return menu(item);
        } catch (BusException e) {
            throw new AssertionError("the menu cannot be read", e);
        }
    }

    private static void find(List<Line> lines, String label, List<Line> found) {
        for (Line line : lines) {
            if (line.label.contains(label)) {
                found.add(line);
            }
            find(line.below, label, found);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
