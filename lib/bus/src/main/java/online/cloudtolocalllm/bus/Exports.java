package online.cloudtolocalllm.bus;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/** Our objects by their paths, with what every object on a bus answers: introspection, a ping, its properties. Thread-safe. */
final class Exports {

    private static final String INTROSPECTABLE = "org.freedesktop.DBus.Introspectable";
    private static final String PEER = "org.freedesktop.DBus.Peer";
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";
    private static final String ERROR = "org.freedesktop.DBus.Error.";

    private static final String HEAD = """
        <!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"
         "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">
        <node>
        """;

    private static final String STANDARD = """
        <interface name="org.freedesktop.DBus.Introspectable">
          <method name="Introspect"><arg name="xml" type="s" direction="out"/></method>
        </interface>
        <interface name="org.freedesktop.DBus.Peer">
          <method name="Ping"/>
        </interface>
        <interface name="org.freedesktop.DBus.Properties">
          <method name="Get">
            <arg name="interface" type="s" direction="in"/><arg name="name" type="s" direction="in"/>
            <arg name="value" type="v" direction="out"/>
          </method>
          <method name="GetAll">
            <arg name="interface" type="s" direction="in"/><arg name="values" type="a{sv}" direction="out"/>
          </method>
          <method name="Set">
            <arg name="interface" type="s" direction="in"/><arg name="name" type="s" direction="in"/>
            <arg name="value" type="v" direction="in"/>
          </method>
          <signal name="PropertiesChanged">
            <arg name="interface" type="s"/><arg name="changed" type="a{sv}"/><arg name="invalidated" type="as"/>
          </signal>
        </interface>
        """;

    private final Map<String, BusObject> objects = new ConcurrentHashMap<>();

    void put(String path, BusObject object) {
        objects.put(path, object);
    }

    BusAnswer answer(String path, BusCall call) {
        if (call.is(PEER, "Ping", "")) {
            return BusAnswer.done();
        }
        BusObject object = objects.get(path);
        if (call.is(INTROSPECTABLE, "Introspect", "")) {
            return introspection(path, object);
        }
        if (object == null) {
            return new BusAnswer.Refusal(ERROR + "UnknownObject", "There is no object at " + path + ".");
        }
        if (call.is(PROPERTIES, "Get", "ss")) {
            return property(
                    object,
                    call.arguments().getFirst().toString(),
                    call.arguments().getLast().toString());
        }
        if (call.is(PROPERTIES, "GetAll", "s")) {
            return BusAnswer.of(
                    "a{sv}", object.properties(call.arguments().getFirst().toString()));
        }
        if (call.is(PROPERTIES, "Set", "ssv")) {
            return new BusAnswer.Refusal(ERROR + "PropertyReadOnly", "Its properties cannot be set.");
        }
        return object.answer(call);
    }

    private static BusAnswer property(BusObject object, String type, String name) {
        Variant<?> value = object.properties(type).get(name);
        return value == null
                ? new BusAnswer.Refusal(ERROR + "UnknownProperty", "There is no property " + type + "." + name + ".")
                : BusAnswer.of("v", value);
    }

    private BusAnswer introspection(String path, @Nullable BusObject object) {
        StringBuilder text = new StringBuilder(HEAD);
        if (object != null) {
            text.append(object.introspection()).append(STANDARD);
        }
        SortedSet<String> children = childrenOf(path);
        if (object == null && children.isEmpty() && !path.equals("/")) {
            return new BusAnswer.Refusal(ERROR + "UnknownObject", "There is no object at " + path + ".");
        }
        children.forEach(child -> text.append("<node name=\"").append(child).append("\"/>\n"));
        return BusAnswer.of("s", text.append("</node>\n").toString());
    }

    private SortedSet<String> childrenOf(String path) {
        String start = path.equals("/") ? "/" : path + "/";
        SortedSet<String> children = new TreeSet<>();
        for (String other : objects.keySet()) {
            if (other.startsWith(start) && other.length() > start.length()) {
                children.add(other.substring(start.length()).split("/", 2)[0]);
            }
        }
        return children;
    }
}
