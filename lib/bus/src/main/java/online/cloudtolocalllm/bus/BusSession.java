package online.cloudtolocalllm.bus;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.UInt32;

/**
 * A connection to a bus that stays: it calls, answers calls to its objects, hears signals. Thread-safe. One virtual thread reads: calls
 * to our objects and signals are handled on it one after the other, so that what handles them must not block; another one writes.
 */
public final class BusSession implements AutoCloseable {

    private static final long DO_NOT_QUEUE = 4;
    private static final long IS_OWNER = 1;
    private static final long WAS_OWNER = 4;

    private final AbstractTransport transport;
    private final Limits limits;
    private final Inquiries inquiries = new Inquiries();
    private final Listeners listeners = new Listeners();
    private final Exports exports = new Exports();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Outbox outbox;
    private final Inbox inbox;
    private volatile String name = "";

    private BusSession(AbstractTransport transport, SocketChannel channel, Limits limits) {
        this.transport = transport;
        this.limits = limits;
        this.outbox = new Outbox(channel, this::end);
        this.inbox = new Inbox(transport, new Frames(channel), inquiries, listeners, exports, outbox, this::end);
    }

    /**
     * Connects and says hello. Blocks at most for twice the limit.
     *
     * @param address such as {@code unix:path=/run/user/1000/bus}
     * @param limit of each call, and of connecting
     * @throws BusException if there is no bus, or it does not answer
     */
    public static BusSession connect(String address, Duration limit) throws BusException {
        return connect(address, Limits.all(limit));
    }

    static BusSession connect(String address, Limits limits) throws BusException {
        AbstractTransport transport = Wire.transport(address);
        try {
            BusSession session =
                    new BusSession(transport, WithinLimit.call(limits.reaching(), transport::connect), limits);
            session.greet();
            return session;
        } catch (BusException e) {
            Wire.shut(transport);
            throw Wire.unreachable(e);
        }
    }

    private void greet() throws BusException {
        outbox.start();
        inbox.start();
        boolean greeted = false;
        try {
            MethodCall hello = Wire.call(transport, Driver.NAME, Driver.PATH, Driver.NAME, "Hello", "");
            name = Reply.at(await(hello, send(hello), limits.reaching()), 0).toString();
            greeted = true;
        } finally {
            if (!greeted) {
                close();
            }
        }
    }

    /** Its unique name on the bus, such as {@code :1.42}. */
    public String name() {
        return name;
    }

    /**
     * Calls a method and waits for its reply, at most for the limit. A call that got no answer in time leaves the session as it was.
     *
     * @param signature of the arguments, as D-Bus writes it; empty for none
     * @param arguments numbers, texts, booleans; arrays as lists or Java arrays; structures as {@code Object[]}; dictionaries as maps;
     *     variants as {@code Variant}, with their signature where Java's type does not tell it
     * @return the values of the reply
     * @throws BusException if it was refused, or no reply came
     * @throws IllegalStateException on the reader's thread, which would wait for itself: {@link #ask} does not wait
     */
    public Object[] call(
            String destination, String path, String type, String method, String signature, Object... arguments)
            throws BusException {
        MethodCall call = Wire.call(transport, destination, path, type, method, signature, arguments);
        return await(call, send(call), limits.calling());
    }

    private <T> T await(MethodCall call, CompletableFuture<T> reply, Duration limit) throws BusException {
        try {
            if (inbox.isHere()) {
                throw new IllegalStateException("a call that waits, on the thread that reads the reply");
            }
            return reply.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw silent(limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException(BusException.Kind.LOST, "interrupted", "", e);
        } catch (ExecutionException e) {
            throw translated(e);
        } finally {
            inquiries.forget(call.getSerial());
        }
    }

    private static BusException silent(Duration limit, Throwable cause) {
        return new BusException(
                BusException.Kind.SILENT, "no answer within " + limit.toMillis() / 1000.0 + " s", "", cause);
    }

    private BusException translated(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case BusException already -> already;
            case TimeoutException late -> silent(limits.asking(), late);
            default -> new BusException(BusException.Kind.LOST, "the call failed", "", cause);
        };
    }

    /**
     * Calls a method without waiting; for any thread. The stage completes with the values of the reply, or with a
     * {@link BusException}; on the reader's thread, or after the limit and when the session ends on another. What is attached to it
     * after the reply came is done by whoever attaches it.
     */
    public CompletionStage<Object[]> ask(
            String destination, String path, String type, String method, String signature, Object... arguments) {
        return ask(UnaryOperator.identity(), destination, path, type, method, signature, arguments);
    }

    /** The same, with what follows the reply attached before the question goes out: no signal that comes after it overtakes it. */
    CompletionStage<Object[]> ask(
            UnaryOperator<CompletionStage<Object[]>> attached,
            String destination,
            String path,
            String type,
            String method,
            String signature,
            Object... arguments) {
        try {
            MethodCall call = Wire.call(transport, destination, path, type, method, signature, arguments);
            CompletionStage<Object[]> reply = attached.apply(inquiries
                    .open(call.getSerial())
                    .orTimeout(limits.asking().toNanos(), TimeUnit.NANOSECONDS)
                    .whenComplete((values, failure) -> inquiries.forget(call.getSerial()))
                    .exceptionally(failure -> {
                        throw new CompletionException(translated(failure));
                    }));
            outbox.send(call);
            return reply;
        } catch (BusException e) {
            return attached.apply(CompletableFuture.failedStage(e));
        }
    }

    private CompletableFuture<Object[]> send(MethodCall call) {
        CompletableFuture<Object[]> reply = inquiries.open(call.getSerial());
        outbox.send(call);
        return reply;
    }

    /** Sends a signal of ours. For any thread, does not wait; lost quietly once the session has ended. */
    public void emit(String path, String type, String signal, String signature, Object... arguments) {
        try {
            outbox.send(transport
                    .getMessageFactory()
                    .createSignal(null, path, type, signal, Wire.signatureOrNone(signature), arguments));
        } catch (DBusException e) {
            throw new IllegalArgumentException("a signal " + signal + " that does not fit " + signature, e);
        }
    }

    /** Puts an object at a path, in place of one that was there. Introspection, ping and reading of properties are answered for it. */
    public void export(String path, BusObject object) {
        exports.put(path, object);
    }

    /**
     * Has signals told on the reader's thread, for the rest of the session. Blocks; not on the reader's thread.
     *
     * @throws BusException if the bus refuses
     */
    public void listen(SignalRule rule, Consumer<Object[]> listener) throws BusException {
        Listeners.Listener added = listeners.add(rule, listener);
        if (rule.wellKnownSender()) {
            follow(rule.sender(), added::owner);
        }
        match(added, rule.words());
    }

    private void match(Listeners.Listener added, String words) throws BusException {
        boolean agreed = false;
        try {
            call(Driver.NAME, Driver.PATH, Driver.NAME, "AddMatch", "s", words);
            agreed = true;
        } finally {
            if (!agreed) {
                listeners.remove(added);
            }
        }
    }

    /**
     * Follows who owns a name: the present owner's unique name, or none, is told before this returns, then every change, for the rest
     * of the session. Told on the reader's thread, in order. Blocks; not on the reader's thread.
     *
     * @throws BusException if the bus refuses
     */
    public void follow(String wanted, Consumer<Optional<String>> owner) throws BusException {
        OwnerWatch watch = new OwnerWatch(wanted, owner);
        match(listeners.add(OwnerWatch.RULE, watch::changed), OwnerWatch.RULE.words() + ",arg0='" + wanted + "'");
        MethodCall call = Wire.call(transport, Driver.NAME, Driver.PATH, Driver.NAME, "GetNameOwner", "s", wanted);
        // Prepared before it is asked, so that it is the reader who tells: the answer comes after every change that it
        // knows of, and what is done with it is done before the next change is heard.
        CompletableFuture<Boolean> told = inquiries.open(call.getSerial()).handle((values, failure) -> {
            if (failure == null) {
                watch.first(Optional.of(String.valueOf(values[0])));
            } else if (translated(failure).kind() == BusException.Kind.NO_SERVICE) {
                watch.first(Optional.empty());
            } else {
                throw new CompletionException(failure);
            }
            return true;
        });
        outbox.send(call);
        await(call, told, limits.calling());
    }

    /**
     * Takes a name on the bus. Blocks; not on the reader's thread.
     *
     * @throws BusException if somebody else has it, or the bus refuses
     */
    public void own(String wanted) throws BusException {
        Object answer = Reply.at(
                call(Driver.NAME, Driver.PATH, Driver.NAME, "RequestName", "su", wanted, new UInt32(DO_NOT_QUEUE)), 0);
        long said = answer instanceof Number number ? number.longValue() : 0;
        if (said != IS_OWNER && said != WAS_OWNER) {
            throw new BusException(BusException.Kind.REFUSED, "the name " + wanted + " is taken");
        }
    }

    /** Completes when the session was lost or closed. */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /** Ends the session, from any thread. What was sent just before may be lost. A second call does nothing. */
    @Override
    public void close() {
        end("the connection to the bus was closed");
    }

    private void end(String reason) {
        if (ending.compareAndSet(false, true)) {
            outbox.end();
            Wire.shut(transport);
            inquiries.end(reason);
            ended.complete(null);
        }
    }
}
