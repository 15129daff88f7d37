package online.cloudtolocalllm.bus;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session bus again and again, on a virtual thread of its own: connecting to a dead or silent socket takes seconds that no
 * caller waits for. Between attempts it waits half a second, doubling to half a minute. Thread-safe.
 */
public final class LastingBus implements AutoCloseable {

    /** Who uses the bus; called on the one thread, one call after the other. */
    public interface User {

        /**
         * There is a new session. May block and call; the session is closed when this throws, and tried again later.
         *
         * @throws BusException if the session cannot be used
         */
        void connected(BusSession session) throws BusException;

        /**
         * There is no session: at the start when the first attempt fails, and once after each loss; not for every attempt.
         *
         * @param why in words, without a full stop
         */
        void unavailable(String why);
    }

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Supplier<Optional<String>> address;
    private final User user;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable BusSession> current = new AtomicReference<>();
    private final Thread thread;

    private LastingBus(Supplier<Optional<String>> address, User user) {
        this.address = address;
        this.user = user;
        this.thread = Thread.ofVirtual().name("d-bus sessions").unstarted(this::run);
    }

    /**
     * Begins, and returns at once.
     *
     * @param address where the bus is, asked before every attempt; may block
     */
    public static LastingBus open(Supplier<Optional<String>> address, User user) {
        LastingBus bus = new LastingBus(address, user);
        bus.thread.start();
        return bus;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        boolean told = false;
        while (isOpen()) {
            try {
                BusSession session = connect();
                try (session) {
                    user.connected(session);
                    told = false;
                    pause = FIRST_PAUSE;
                    session.ended().toCompletableFuture().join();
                } finally {
                    current.set(null);
                }
                throw new BusException(BusException.Kind.LOST, "the session bus went away");
            } catch (BusException e) {
                told = told || unavailable(e.reason());
            } catch (RuntimeException e) {
                Faults.report(e);
                told = told || unavailable("the session could not be used");
            }
            pause = waited(pause);
        }
    }

    private BusSession connect() throws BusException {
        String where =
                address.get().orElseThrow(() -> new BusException(BusException.Kind.NO_BUS, "there is no session bus"));
        BusSession session = BusSession.connect(where, LIMIT);
        current.set(session);
        if (!isOpen()) {
            session.close();
        }
        return session;
    }

    private boolean unavailable(String why) {
        if (isOpen()) {
            try {
                user.unavailable(why);
            } catch (RuntimeException e) {
                Faults.report(e);
            }
        }
        return true;
    }

    /** Waits, and says how long to wait the next time. */
    private Duration waited(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return pause;
            }
        } catch (InterruptedException e) {
            // Only closing interrupts, and the loop looks at that.
            return pause;
        }
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** Ends the session and the search. Does not wait; the user is told nothing more. A second call does nothing. */
    @Override
    public void close() {
        closed.countDown();
        BusSession session = current.get();
        if (session != null) {
            session.close();
        }
        thread.interrupt();
    }
}
