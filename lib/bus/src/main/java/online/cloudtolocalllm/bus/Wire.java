package online.cloudtolocalllm.bus;

import java.io.IOException;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.connections.transports.TransportBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.jspecify.annotations.Nullable;

/** What both kinds of connection do with dbus-java's transport and messages. */
final class Wire {

    private Wire() {}

    /**
     * A transport that is not connected yet.
     *
     * @throws BusException if the address cannot be used
     */
    static AbstractTransport transport(String address) throws BusException {
        try {
            return TransportBuilder.create(address)
                    .configure()
                    .withAutoConnect(false)
                    .back()
                    .build();
        } catch (DBusException | IOException | RuntimeException e) {
            throw new BusException(BusException.Kind.NO_BUS, "the session bus's address cannot be used", "", e);
        }
    }

    /**
     * A call that was not sent yet.
     *
     * @throws BusException if the arguments do not fit the signature
     */
    static MethodCall call(
            AbstractTransport transport,
            String destination,
            String path,
            String type,
            String method,
            String signature,
            Object... arguments)
            throws BusException {
        try {
            return transport
                    .getMessageFactory()
                    .createMethodCall(
                            null, destination, path, type, method, (byte) 0, signatureOrNone(signature), arguments);
        } catch (DBusException | RuntimeException e) {
            throw new BusException(BusException.Kind.STRANGE, "the call cannot be written", "", e);
        }
    }

    /** Gives the socket up. */
    static void shut(AbstractTransport transport) {
        try {
            transport.close();
        } catch (IOException e) {
            // Given up either way; a debugger may want to know.
            System.getLogger(Wire.class.getName()).log(System.Logger.Level.DEBUG, "closing a bus", e);
        }
    }

    /** The library wants none where there are no values. */
    static @Nullable String signatureOrNone(String signature) {
        return signature.isEmpty() ? null : signature;
    }

    /** What is said of a message that is not read. */
    static String tooLarge(long bytes) {
        return "a message of " + bytes + " bytes is too large";
    }

    /** The same failure, said of the first words with a bus. */
    static BusException unreachable(BusException failure) {
        String reason = failure.kind() == BusException.Kind.SILENT
                ? "the session bus does not answer"
                : "the session bus cannot be reached";
        return new BusException(BusException.Kind.NO_BUS, reason, failure.error(), failure);
    }

    /**
     * The values of a reply.
     *
     * @throws BusException if it is an error
     * @throws DBusException if it cannot be read
     */
    static Object[] values(Message reply) throws DBusException, BusException {
        Object[] values = reply.getParameters();
        if (reply instanceof Error) {
            throw refused(String.valueOf(reply.getName()));
        }
        return values == null ? new Object[0] : values;
    }

    /** The text of an error is not repeated: it may quote what was sent. */
    private static BusException refused(String error) {
        return switch (error) {
            case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner" ->
                new BusException(BusException.Kind.NO_SERVICE, "nobody offers it", error, null);
            case "org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Disconnected" ->
                new BusException(BusException.Kind.LOST, "the service went away", error, null);
            default ->
                error.startsWith("org.freedesktop.DBus.Error.Spawn.")
                        ? new BusException(BusException.Kind.NO_SERVICE, "it cannot be started", error, null)
                        : new BusException(BusException.Kind.REFUSED, "refused with " + error, error, null);
        };
    }
}
