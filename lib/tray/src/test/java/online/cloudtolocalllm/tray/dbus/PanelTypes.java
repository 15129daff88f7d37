package online.cloudtolocalllm.tray.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** What a panel and an icon say to each other, as dbus-java's connections want it declared. */
public interface PanelTypes {

    /** The watcher. */
    @DBusInterfaceName("org.kde.StatusNotifierWatcher")
    interface Watcher extends DBusInterface {

        void RegisterStatusNotifierItem(String item);

        /** A panel came. */
        class StatusNotifierHostRegistered extends DBusSignal {
            public StatusNotifierHostRegistered(String path) throws DBusException {
                super(path);
            }
        }

        /** A panel went. */
        class StatusNotifierHostUnregistered extends DBusSignal {
            public StatusNotifierHostUnregistered(String path) throws DBusException {
                super(path);
            }
        }
    }

    /** The icon. */
    @DBusInterfaceName("org.kde.StatusNotifierItem")
    interface Item extends DBusInterface {

        void Activate(int x, int y);

        void SecondaryActivate(int x, int y);

        void ContextMenu(int x, int y);

        void Scroll(int delta, String orientation);
    }

    /** The menu. */
    @DBusInterfaceName("com.canonical.dbusmenu")
    interface Menu extends DBusInterface {

        Layout<UInt32, Line> GetLayout(int parent, int depth, List<String> names);

        List<Properties> GetGroupProperties(List<Integer> ids, List<String> names);

        Variant<?> GetProperty(int id, String name);

        void Event(int id, String event, Variant<?> value, UInt32 time);

        List<Integer> EventGroup(List<Event> events);

        boolean AboutToShow(int id);

        ShowGroup<List<Integer>, List<Integer>> AboutToShowGroup(List<Integer> ids);
    }

    /** What GetLayout answers. */
    final class Layout<A, B> extends Tuple {
        @Position(0)
        public final A revision;

        @Position(1)
        public final B line;

        public Layout(A revision, B line) {
            this.revision = revision;
            this.line = line;
        }
    }

    /** What AboutToShowGroup answers. */
    final class ShowGroup<A, B> extends Tuple {
        @Position(0)
        public final A changed;

        @Position(1)
        public final B unknown;

        public ShowGroup(A changed, B unknown) {
            this.changed = changed;
            this.unknown = unknown;
        }
    }

    /** A line with what it opens. */
    final class Line extends Struct {
        @Position(0)
        public final int id;

        @Position(1)
        public final Map<String, Variant<?>> properties;

        @Position(2)
        public final List<Variant<?>> children;

        public Line(int id, Map<String, Variant<?>> properties, List<Variant<?>> children) {
            this.id = id;
            this.properties = properties;
            this.children = children;
        }
    }

    /** A line's properties. */
    final class Properties extends Struct {
        @Position(0)
        public final int id;

        @Position(1)
        public final Map<String, Variant<?>> values;

        public Properties(int id, Map<String, Variant<?>> values) {
            this.id = id;
            this.values = values;
        }
    }

    /** An event of a line. */
    final class Event extends Struct {
        @Position(0)
        public final int id;

        @Position(1)
        public final String what;

        @Position(2)
        public final Variant<?> value;

        @Position(3)
        public final UInt32 time;

        public Event(int id, String what) {
            this.id = id;
            this.what = what;
            this.value = new Variant<>(0);
            this.time = new UInt32(0);
        }
    }
}
