package online.cloudtolocalllm.bus;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.MethodReturn;
import org.jspecify.annotations.Nullable;

/** The one thread that reads: it hands on replies, answers calls to our objects, tells signals. */
final class Inbox {

    private static final System.Logger LOG = System.getLogger(Inbox.class.getName());

    private static final String FAILED = "org.freedesktop.DBus.Error.Failed";
    private static final String INVALID = "org.freedesktop.DBus.Error.InvalidArgs";
    private static final String TOO_LARGE = "org.freedesktop.DBus.Error.LimitsExceeded";
    private static final int NO_REPLY_EXPECTED = 1;

    private final AbstractTransport transport;
    private final Frames frames;
    private final Inquiries inquiries;
    private final Listeners listeners;
    private final Exports exports;
    private final Outbox outbox;
    private final Consumer<String> over;
    private final Thread thread;

    /**
     * A thread that does not run yet.
     *
     * @param over told, with the reason, when nothing more comes
     */
    Inbox(
            AbstractTransport transport,
            Frames frames,
            Inquiries inquiries,
            Listeners listeners,
            Exports exports,
            Outbox outbox,
            Consumer<String> over) {
        this.transport = transport;
        this.frames = frames;
        this.inquiries = inquiries;
        this.listeners = listeners;
        this.exports = exports;
        this.outbox = outbox;
        this.over = over;
        this.thread = Thread.ofVirtual().name("d-bus reader").unstarted(this::read);
    }

    void start() {
        thread.start();
    }

    /** Whether the caller is the reader. */
    boolean isHere() {
        return Thread.currentThread().equals(thread);
    }

    private void read() {
        try {
            while (true) {
                try {
                    Frames.Frame frame = frames.next();
                    if (frame.isWhole()) {
                        take(frame.message());
                    } else {
                        pass(frame);
                    }
                } catch (DBusException | RuntimeException e) {
                    // The library checks little: a message of an unknown kind, which is to be ignored, comes as any of
                    // these. It was read to its end, so that the next one begins where it should; anybody may send
                    // many of them, and the session must not end by that.
                    LOG.log(Level.TRACE, "a message that cannot be read", e);
                }
            }
        } catch (IOException e) {
            over.accept("the connection to the bus ended");
        } finally {
            // Also when memory ran out over a message.
            over.accept("the reader ended");
        }
    }

    private void take(Message message) {
        switch (message) {
            case MethodReturn reply -> inquiries.answered(reply);
            case Error error -> inquiries.answered(error);
            case DBusSignal signal -> listeners.heard(signal);
            case MethodCall call -> answer(call);
            default -> {
                // There are four kinds of messages.
            }
        }
    }

    /** Whoever sent too much, or waits for it, is told. */
    private void pass(Frames.Frame frame) {
        String words = Wire.tooLarge(frame.tooLarge());
        if (frame.message() instanceof MethodCall call) {
            send(call, refused(call, TOO_LARGE, words + "."));
        } else {
            inquiries.failed(frame.message(), new BusException(BusException.Kind.STRANGE, words));
        }
    }

    private void answer(MethodCall call) {
        send(call, reply(call));
    }

    private void send(MethodCall call, @Nullable Message answer) {
        if ((call.getFlags() & NO_REPLY_EXPECTED) == 0 && answer != null) {
            outbox.send(answer);
        }
    }

    private @Nullable Message reply(MethodCall call) {
        try {
            return switch (exports.answer(call.getPath(), read(call))) {
                case BusAnswer.Reply reply ->
                    transport
                            .getMessageFactory()
                            .createMethodReturn(
                                    call,
                                    Wire.signatureOrNone(reply.signature()),
                                    reply.values().toArray());
                case BusAnswer.Refusal refusal -> refused(call, refusal.error(), refusal.text());
            };
        } catch (DBusException e) {
            return refused(call, INVALID, "The arguments cannot be read, or the answer cannot be written.");
        } catch (RuntimeException e) {
            Faults.report(e);
            return refused(call, FAILED, "It failed.");
        }
    }

    private static BusCall read(MethodCall call) throws DBusException {
        Object[] arguments = call.getParameters();
        return new BusCall(
                text(call.getSource()),
                text(call.getInterface()),
                text(call.getName()),
                text(call.getSig()),
                arguments == null ? List.of() : Arrays.asList(arguments));
    }

    private static String text(@Nullable String header) {
        return header == null ? "" : header;
    }

    private @Nullable Message refused(MethodCall call, String error, String text) {
        try {
            return transport.getMessageFactory().createError(call.getSource(), error, call.getSerial(), "s", text);
        } catch (DBusException e) {
            Faults.report(new IllegalStateException("an error that cannot be written", e));
            return null;
        }
    }
}
