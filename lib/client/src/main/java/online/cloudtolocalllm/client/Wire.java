package online.cloudtolocalllm.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What goes over one connection: a virtual thread writes what is in the outbox, another reads and gives every line to the call
 * whose id it carries. Both end with the connection, and so do all calls. Thread-safe.
 */
final class Wire {

    private static final System.Logger LOG = System.getLogger(Wire.class.getName());

    /** A reply may hold a whole model answer (16 MiB) and its wrapping. */
    private static final int REPLY_LINE = 17 * 1024 * 1024;

    private final LineChannel channel;
    private final LinkListener listener;
    private final Outbox outbox = new Outbox();
    private final ConcurrentMap<Long, Call> calls = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable LinkEnd> end = new AtomicReference<>();
    private volatile long heard = System.nanoTime();

    Wire(LineChannel channel, LinkListener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    /** Begins to read and to write; called once. What was sent before is written then. */
    void start() {
        Thread.ofVirtual().name("daemon link reader").start(this::read);
        Thread.ofVirtual().name("daemon link writer").start(this::write);
    }

    /** When something was heard of the daemon last, on {@link System#nanoTime()}. */
    long heardNanos() {
        return heard;
    }

    /** What waits to be written. */
    Outbox outbox() {
        return outbox;
    }

    /**
     * Puts a call's line into the outbox, and waits for room.
     *
     * @throws DaemonException without effect, if the link ended, there was no room in time, or the calling thread was interrupted
     */
    void send(CommandLine line, Call call, Deadline deadline) throws DaemonException {
        calls.put(line.id(), call);
        boolean queued = false;
        try {
            queued = outbox.put(line, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DaemonException.Interrupted(Effect.NONE);
        } finally {
            if (!queued) {
                calls.remove(line.id());
            }
        }
        if (!queued) {
            throw ended().map(how -> how.failure(Effect.NONE)).orElseGet(() -> deadline.noAnswer(Effect.NONE));
        }
    }

    /** Puts a call's line into the outbox without waiting for anything; the call is lost at once if the link has ended. */
    void sendNow(CommandLine line, Call call) {
        calls.put(line.id(), call);
        if (!outbox.putNow(line) && calls.remove(line.id()) != null) {
            call.lost(ended().orElseGet(LinkEnd::closed));
        }
    }

    /** Nobody waits for this call's lines any more; the daemon is told if it can be and knows of the call. */
    void giveUp(CommandLine line) {
        calls.remove(line.id());
        if (!outbox.withdraw(line) && line.cancellable()) {
            outbox.putNow(line.cancel());
        }
    }

    /** What comes for this call is passed over from now on. */
    void forget(CommandLine line) {
        calls.remove(line.id());
    }

    private void read() {
        String why = "its reader failed";
        try {
            while (true) {
                JsonObject line = channel.read(REPLY_LINE);
                heard = System.nanoTime();
                if (!line.has("id") && !line.has("command") && line.has("error")) {
                    // About the whole link, and the last thing that the daemon says on it.
                    why = Refusal.of(line).map(Throwable::getMessage).orElse(why);
                    return;
                }
                take(line);
            }
        } catch (IOException e) {
            why = DaemonDoor.reason(e);
        } finally {
            end(LinkEnd.lost(why));
        }
    }

    private void take(JsonObject line) {
        if (line.fields().get("id") instanceof JsonNumber number && number.isInt()) {
            Long id = number.asLong();
            Call call = calls.get(id);
            if (call != null && call.take(line, channel.lineBytes())) {
                calls.remove(id, call);
            }
        } else if (line.has("command")) {
            DaemonEvent.read(line).ifPresent(listener::event);
        }
    }

    private void write() {
        String why = "its writer failed";
        try {
            for (Optional<Outgoing> next = outbox.take(); next.isPresent(); next = outbox.take()) {
                channel.write(next.get().bytes());
            }
        } catch (IOException e) {
            why = DaemonDoor.reason(e);
        } finally {
            end(LinkEnd.lost(why));
        }
    }

    /**
     * Ends the link, once, and never fails: first nobody new can call and the socket is closed, then all that wait are told, then
     * the listener.
     */
    void end(LinkEnd how) {
        if (!end.compareAndSet(null, how)) {
            return;
        }
        outbox.close();
        try {
            channel.close();
        } catch (UncheckedIOException e) {
            // Closing never fails for who closes, and whoever waits for an answer must be told all the same.
            LOG.log(Level.WARNING, "a link to the daemon was not closed in order", e);
        }
        for (Long id : calls.keySet()) {
            Call call = calls.remove(id);
            if (call != null) {
                call.lost(how);
            }
        }
        listener.ended(how);
    }

    /** How the link ended, if it did. */
    Optional<LinkEnd> ended() {
        return Optional.ofNullable(end.get());
    }
}
