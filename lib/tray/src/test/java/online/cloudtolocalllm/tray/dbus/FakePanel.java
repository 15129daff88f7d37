package online.cloudtolocalllm.tray.dbus;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.testkit.Until;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/** A watcher and a panel on a connection of dbus-java's own, which can take each other's place. {@link #close()} takes it off the bus. */
final class FakePanel implements AutoCloseable {

    private static final String WATCHER = "org.kde.StatusNotifierWatcher";
    private static final String WATCHER_PATH = "/StatusNotifierWatcher";
    private static final String ITEM_PATH = "/StatusNotifierItem";
    private static final String MENU_PATH = "/MenuBar";
    /** May be replaced, replaces, and does not queue. */
    private static final UInt32 TAKE_OVER = new UInt32(7);

    private final DBusConnection connection;
    private final BlockingQueue<String> registered = new LinkedBlockingQueue<>();
    private final BlockingQueue<DBusSignal> signals = new LinkedBlockingQueue<>();
    private volatile boolean hosting;

    private FakePanel(DBusConnection connection, boolean hosting) {
        this.connection = connection;
        this.hosting = hosting;
    }

    /** On the bus, with the watcher's name, which it takes from whoever has it. */
    static FakePanel start(String bus) throws DBusException {
        return start(bus, true);
    }

    /** The same, and perhaps no panel yet: only the watcher. */
    static FakePanel start(String bus, boolean hosting) throws DBusException {
        DBusConnection connection =
                DBusConnectionBuilder.forAddress(bus).withShared(false).build();
        FakePanel panel = new FakePanel(connection, hosting);
        connection.exportObject(WATCHER_PATH, panel.new FakeWatcher());
        for (String type : new String[] {"com.canonical.dbusmenu", "org.kde.StatusNotifierItem"}) {
            connection.addGenericSigHandler(
                    DBusMatchRuleBuilder.create()
                            .withType("signal")
                            .withInterface(type)
                            .build(),
                    panel.signals::add);
        }
        connection
                .getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class)
                .RequestName(WATCHER, TAKE_OVER);
        return panel;
    }

    /** What it exports. */
    private final class FakeWatcher implements PanelTypes.Watcher, Properties {

        @Override
        public String getObjectPath() {
            return WATCHER_PATH;
        }

        @Override
        public void RegisterStatusNotifierItem(String item) {
            registered.add(item);
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface has it
        public <A> A Get(String type, String name) {
            return (A) Boolean.valueOf(hosting);
        }

        @Override
        public <A> void Set(String type, String name, A value) {
            throw new UnsupportedOperationException("read-only");
        }

        @Override
        public Map<String, Variant<?>> GetAll(String type) {
            return Map.of("IsStatusNotifierHostRegistered", new Variant<>(hosting));
        }
    }

    /** A panel comes to the watcher, or goes. */
    void hosting(boolean there) throws DBusException {
        hosting = there;
        connection.sendMessage(
                there
                        ? new PanelTypes.Watcher.StatusNotifierHostRegistered(WATCHER_PATH)
                        : new PanelTypes.Watcher.StatusNotifierHostUnregistered(WATCHER_PATH));
    }

    /** The name of the next icon that is registered. */
    String awaitIcon() throws InterruptedException {
        return some(registered.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS), "no icon was registered");
    }

    /** How many icons were registered that nobody asked for yet. */
    int moreIcons() {
        return registered.size();
    }

    /** The values of the next signal with this name; others before it are forgotten. */
    Object[] awaitSignal(String name) throws InterruptedException, DBusException {
        while (true) {
            DBusSignal signal =
                    some(signals.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS), "there was no signal " + name);
            if (signal.getName().equals(name)) {
                Object[] values = signal.getParameters();
                return values == null ? new Object[0] : values;
            }
        }
    }

    /** Forgets all signals. */
    void forgetSignals() {
        signals.clear();
    }

    private static <T> T some(@Nullable T value, String otherwise) {
        if (value == null) {
            throw new AssertionError(otherwise);
        }
        return value;
    }

    /** All properties of an icon, without their variants. */
    Map<String, Variant<?>> properties(String icon) throws DBusException {
        return remote(icon, ITEM_PATH, Properties.class).GetAll("org.kde.StatusNotifierItem");
    }

    /** A property of an icon. */
    Object property(String icon, String name) throws DBusException {
        Variant<?> value = properties(icon).get(name);
        return some(value, "there is no property " + name).getValue();
    }

    /** Waits for an icon's name: its files are written meanwhile. */
    void awaitIconName(String icon, String name) throws InterruptedException {
        boolean named = Until.holds(Until.LIMIT, () -> {
            try {
                return property(icon, "IconName").equals(name);
            } catch (DBusException e) {
                throw new AssertionError(e);
            }
        });
        if (!named) {
            throw new AssertionError("the icon is not " + name);
        }
    }

    /** The properties of an icon's menu. */
    Map<String, Variant<?>> menuProperties(String icon) throws DBusException {
        return remote(icon, MENU_PATH, Properties.class).GetAll("com.canonical.dbusmenu");
    }

    PanelTypes.Item item(String icon) throws DBusException {
        return remote(icon, ITEM_PATH, PanelTypes.Item.class);
    }

    PanelTypes.Menu menu(String icon) throws DBusException {
        return remote(icon, MENU_PATH, PanelTypes.Menu.class);
    }

    /** The description of an object. */
    String introspection(String icon, String path) throws DBusException {
        return remote(icon, path, org.freedesktop.dbus.interfaces.Introspectable.class)
                .Introspect();
    }

    private <T extends DBusInterface> T remote(String icon, String path, Class<T> type) throws DBusException {
        return connection.getRemoteObject(icon, path, type);
    }

    /** Whether somebody has this name. */
    boolean knows(String name) throws DBusException {
        return connection
                .getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class)
                .NameHasOwner(name);
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
