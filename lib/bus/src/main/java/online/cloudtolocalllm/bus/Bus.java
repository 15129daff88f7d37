package online.cloudtolocalllm.bus;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.connections.transports.TransportBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.MethodReturn;

/**
 * A connection to a message bus that makes one call after the other and keeps no thread: of dbus-java it uses the transport and the
 * messages, not the connection class with its five threads. For one thread; every method blocks, within its limit. After a failed
 * call it can only be closed.
 */
public final class Bus implements AutoCloseable {

    private static final String DRIVER = "org.freedesktop.DBus";
    private static final String DRIVER_PATH = "/org/freedesktop/DBus";
    /** A bus that sends more signals than this while one is awaited has lost the first ones. */
    private static final int MOST_SIGNALS = 64;

    private final AbstractTransport transport;
    private final Duration limit;
    private final Deque<DBusSignal> signals = new ArrayDeque<>();

    private Bus(AbstractTransport transport, Duration limit) {
        this.transport = transport;
        this.limit = limit;
    }

    /**
     * Connects and says hello.
     *
     * @param address such as {@code unix:path=/run/user/1000/bus}
     * @param limit of each call, and of connecting
     * @throws BusException if there is no bus, or it does not answer
     */
    public static Bus connect(String address, Duration limit) throws BusException {
        AbstractTransport transport;
        try {
            transport = TransportBuilder.create(address)
                    .configure()
                    .withAutoConnect(false)
                    .back()
                    .build();
        } catch (DBusException | IOException | RuntimeException e) {
            throw new BusException(BusException.Kind.NO_BUS, "the session bus's address cannot be used", "", e);
        }
        Bus bus = new Bus(transport, limit);
        boolean greeted = false;
        try {
            bus.greet();
            greeted = true;
        } finally {
            if (!greeted) {
                bus.close();
            }
        }
        return bus;
    }

    private void greet() throws BusException {
        try {
            WithinLimit.call(limit, transport::connect);
            call(DRIVER, DRIVER_PATH, DRIVER, "Hello", "");
        } catch (BusException e) {
            String reason = e.kind() == BusException.Kind.SILENT
                    ? "the session bus does not answer"
                    : "the session bus cannot be reached";
            throw new BusException(BusException.Kind.NO_BUS, reason, e.error(), e);
        }
    }

    /**
     * Calls a method and waits for its reply.
     *
     * @param signature of the arguments, as D-Bus writes it; empty for none
     * @return the values of the reply
     * @throws BusException if it was refused, or no reply came
     */
    public Object[] call(
            String destination, String path, String type, String method, String signature, Object... arguments)
            throws BusException {
        return WithinLimit.call(limit, () -> {
            MethodCall call = transport
                    .getMessageFactory()
                    .createMethodCall(
                            null,
                            destination,
                            path,
                            type,
                            method,
                            (byte) 0,
                            signature.isEmpty() ? null : signature,
                            arguments);
            transport.writeMessage(call);
            return values(replyTo(call));
        });
    }

    private Message replyTo(MethodCall call) throws IOException, DBusException {
        while (true) {
            Message message = read();
            if ((message instanceof MethodReturn || message instanceof Error)
                    && message.getReplySerial() == call.getSerial()) {
                return message;
            }
        }
    }

    /** The next message; signals are kept for whoever awaits them. */
    private Message read() throws IOException, DBusException {
        while (true) {
            // Null is a message that has come only in part.
            Message message = transport.readMessage();
            if (message instanceof DBusSignal signal) {
                signals.addLast(signal);
                if (signals.size() > MOST_SIGNALS) {
                    signals.removeFirst();
                }
            }
            if (message != null) {
                return message;
            }
        }
    }

    private static Object[] values(Message reply) throws DBusException, BusException {
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

    /**
     * Asks the bus to pass on a signal of an object, for {@link #await} later.
     *
     * @throws BusException if the bus refuses
     */
    public void subscribe(String path, String type, String signal) throws BusException {
        String rule = "type='signal',path='" + path + "',interface='" + type + "',member='" + signal + "'";
        call(DRIVER, DRIVER_PATH, DRIVER, "AddMatch", "s", rule);
    }

    /**
     * Waits for a signal that was subscribed to before; one that has come already counts.
     *
     * @param patience how long to wait
     * @return the values of the signal
     * @throws BusException if it did not come
     */
    public Object[] await(String path, String type, String signal, Duration patience) throws BusException {
        Callable<Object[]> wait = () -> {
            while (true) {
                for (Iterator<DBusSignal> waiting = signals.iterator(); waiting.hasNext(); ) {
                    DBusSignal next = waiting.next();
                    waiting.remove();
                    if (path.equals(next.getPath())
                            && type.equals(next.getInterface())
                            && signal.equals(next.getName())) {
                        return values(next);
                    }
                }
                read();
            }
        };
        return WithinLimit.call(patience, wait);
    }

    /** Ends the connection. A second call does nothing. */
    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            // The socket is given up either way; there is nobody who could do more.
            signals.clear();
        }
    }
}
