package online.cloudtolocalllm.bus;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.exceptions.DBusException;

/**
 * Does something that blocks on a socket, on a virtual thread of its own, for a limited time. When the time is over the thread is
 * interrupted, which closes the socket channel that it waits for: the only way out of a connect or a read of a peer that is silent.
 */
final class WithinLimit {

    private WithinLimit() {}

    /**
     * The result of the work. Blocks at most for the limit.
     *
     * @throws BusException if the work failed, took too long, or the caller was interrupted; a caller's interruption is kept
     */
    static <T> T call(Duration limit, Callable<T> work) throws BusException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("d-bus call").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new BusException(
                    BusException.Kind.SILENT, "no answer within " + limit.toMillis() / 1000.0 + " s", "", e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new BusException(BusException.Kind.LOST, "interrupted", "", e);
        } catch (ExecutionException e) {
            throw translated(e.getCause() == null ? e : e.getCause());
        }
    }

    private static BusException translated(Throwable failure) {
        return switch (failure) {
            case BusException already -> already;
            case IOException lost ->
                new BusException(BusException.Kind.LOST, "the connection to the bus ended", "", lost);
            // The library reads foreign bytes without checking them: what does not fit comes as any of these.
            case DBusException strange ->
                new BusException(BusException.Kind.STRANGE, "the bus sent something unreadable", "", strange);
            case RuntimeException strange ->
                new BusException(BusException.Kind.STRANGE, "the bus sent something unreadable", "", strange);
            default -> new BusException(BusException.Kind.LOST, "the call failed", "", failure);
        };
    }
}
