package online.cloudtolocalllm.bus;

import java.util.Map;
import org.freedesktop.dbus.types.Variant;

/**
 * An object of ours that others on the bus call. All methods are called on the session's reader thread, one after the other, and must
 * not block: while one runs nothing else is heard.
 */
public interface BusObject {

    /** The {@code <interface>} elements of the introspection text, without the standard interfaces. */
    String introspection();

    /**
     * The present properties of an interface, with values that carry their signature where Java's type does not tell it; empty where
     * the object has no such interface.
     */
    Map<String, Variant<?>> properties(String type);

    /** Answers a call of a method. Nobody reads the answer when the caller wanted none. */
    BusAnswer answer(BusCall call);
}
