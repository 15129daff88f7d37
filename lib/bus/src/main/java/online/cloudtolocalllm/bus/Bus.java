package online.cloudtolocalllm.bus;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
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

    /** A bus that sends more signals than this while one is awaited has lost the first ones. */
    private static final int MOST_SIGNALS = 64;

    private final AbstractTransport transport;
    private final Frames frames;
    private final Duration limit;
    private final Deque<DBusSignal> signals = new ArrayDeque<>();

    private Bus(AbstractTransport transport, ReadableByteChannel channel, Duration limit) {
        this.transport = transport;
        this.frames = new Frames(channel);
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
        AbstractTransport transport = Wire.transport(address);
        boolean greeted = false;
        try {
            Bus bus = new Bus(transport, WithinLimit.call(limit, transport::connect), limit);
            bus.call(Driver.NAME, Driver.PATH, Driver.NAME, "Hello", "");
            greeted = true;
            return bus;
        } catch (BusException e) {
            throw Wire.unreachable(e);
        } finally {
            if (!greeted) {
                Wire.shut(transport);
            }
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
                            Wire.signatureOrNone(signature),
                            arguments);
            transport.writeMessage(call);
            return Wire.values(replyTo(call));
        });
    }

    private Message replyTo(MethodCall call) throws IOException, DBusException, BusException {
        while (true) {
            Frames.Frame frame = read();
            Message message = frame.message();
            if ((message instanceof MethodReturn || message instanceof Error)
                    && message.getReplySerial() == call.getSerial()) {
                if (frame.isWhole()) {
                    return message;
                }
                throw new BusException(BusException.Kind.STRANGE, Wire.tooLarge(frame.tooLarge()));
            }
        }
    }

    /** The next message; signals are kept for whoever awaits them. */
    private Frames.Frame read() throws IOException, DBusException {
        Frames.Frame frame = frames.next();
        if (frame.isWhole() && frame.message() instanceof DBusSignal signal) {
            signals.addLast(signal);
            if (signals.size() > MOST_SIGNALS) {
                signals.removeFirst();
            }
        }
        return frame;
    }

    /**
     * Asks the bus to pass on a signal of an object, for {@link #await} later.
     *
     * @throws BusException if the bus refuses
     */
    public void subscribe(String path, String type, String signal) throws BusException {
        String rule = new SignalRule("", path, type, signal).words();
        call(Driver.NAME, Driver.PATH, Driver.NAME, "AddMatch", "s", rule);
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
                        return Wire.values(next);
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
        Wire.shut(transport);
    }
}
