package online.cloudtolocalllm.bus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.jspecify.annotations.Nullable;

/** Calls of ours that wait for their reply. Thread-safe. */
final class Inquiries {

    private final Map<Long, CompletableFuture<Object[]>> waiting = new ConcurrentHashMap<>();
    private volatile @Nullable BusException over;

    /** A place for the reply to the message with this number; it is given up when it completes, however it does. */
    CompletableFuture<Object[]> open(long serial) {
        CompletableFuture<Object[]> reply = new CompletableFuture<>();
        waiting.put(serial, reply);
        BusException end = over;
        if (end != null) {
            waiting.remove(serial);
            reply.completeExceptionally(end);
        }
        return reply;
    }

    void forget(long serial) {
        waiting.remove(serial);
    }

    /** Gives a reply or an error to whoever waits for it; to nobody when it came too late. */
    void answered(Message message) {
        CompletableFuture<Object[]> reply = waiting.remove(message.getReplySerial());
        if (reply == null) {
            return;
        }
        try {
            reply.complete(Wire.values(message));
        } catch (BusException e) {
            reply.completeExceptionally(e);
        } catch (DBusException | RuntimeException e) {
            reply.completeExceptionally(
                    new BusException(BusException.Kind.STRANGE, "the bus sent something unreadable", "", e));
        }
    }

    /** Tells whoever waits for this message, if somebody does, that it cannot be had. */
    void failed(Message message, BusException failure) {
        CompletableFuture<Object[]> reply = waiting.remove(message.getReplySerial());
        if (reply != null) {
            reply.completeExceptionally(failure);
        }
    }

    /** Nothing will be answered any more. */
    void end(String reason) {
        BusException end = new BusException(BusException.Kind.LOST, reason);
        over = end;
        for (Long serial : List.copyOf(waiting.keySet())) {
            CompletableFuture<Object[]> reply = waiting.remove(serial);
            if (reply != null) {
                reply.completeExceptionally(end);
            }
        }
    }
}
