package online.cloudtolocalllm.bus;

import java.util.List;

/**
 * A call of a method of ours.
 *
 * @param sender the caller's unique name
 * @param type the interface; empty where the caller named none
 * @param method its name
 * @param signature of the arguments
 * @param arguments as dbus-java reads them: arrays of numbers as Java arrays, other arrays as lists, structures as {@code Object[]}
 */
public record BusCall(String sender, String type, String method, String signature, List<Object> arguments) {

    /** Copies the arguments. */
    public BusCall {
        arguments = List.copyOf(arguments);
    }

    /** Whether it is this method with this signature; a caller that names no interface means any. */
    public boolean is(String itsType, String itsMethod, String itsSignature) {
        return (type.isEmpty() || type.equals(itsType)) && method.equals(itsMethod) && signature.equals(itsSignature);
    }
}
