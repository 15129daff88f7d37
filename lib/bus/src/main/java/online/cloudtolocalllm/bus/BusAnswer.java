package online.cloudtolocalllm.bus;

import java.util.List;

/** What a call of ours is answered with. */
public sealed interface BusAnswer {

    /**
     * Values.
     *
     * @param signature of the values; empty for none
     * @param values as {@link BusSession#call} takes them
     */
    record Reply(String signature, List<Object> values) implements BusAnswer {

        /** Copies the values. */
        public Reply {
            values = List.copyOf(values);
        }
    }

    /**
     * An error.
     *
     * @param error its D-Bus name, such as {@code org.freedesktop.DBus.Error.InvalidArgs}
     * @param text for a person
     */
    record Refusal(String error, String text) implements BusAnswer {}

    /** A reply without a value. */
    static BusAnswer done() {
        return new Reply("", List.of());
    }

    /** A reply with values. */
    static BusAnswer of(String signature, Object... values) {
        return new Reply(signature, List.of(values));
    }

    /** There is no such method, or it takes other arguments. */
    static BusAnswer unknown(BusCall call) {
        return new Refusal(
                "org.freedesktop.DBus.Error.UnknownMethod",
                "There is no method " + call.type() + "." + call.method() + "(" + call.signature() + ").");
    }
}
