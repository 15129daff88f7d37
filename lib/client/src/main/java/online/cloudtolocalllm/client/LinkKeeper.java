package online.cloudtolocalllm.client;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The one thread of a lasting link that connects, watches over the link, and connects again. */
final class LinkKeeper implements Runnable {

    private final System.Logger log;
    private final CurrentLink current;
    private final ClientOptions options;
    private final LinkTimes times;
    private final LinkListener listener;

    /** Attempts in a row that failed. */
    private int failures;

    /** Starts in a row that failed, and before when there is no other. */
    private int failedStarts;

    private Deadline nextStart = Deadline.after(Duration.ZERO);

    /** Why the last start failed; it holds until a daemon answers or the next start. */
    private DaemonException.@Nullable NotStarted notStarted;

    LinkKeeper(CurrentLink current, ClientOptions options, LinkTimes times) {
        this(current, options, times, System.getLogger(LinkKeeper.class.getName()));
    }

    LinkKeeper(CurrentLink current, ClientOptions options, LinkTimes times, System.Logger log) {
        this.log = log;
        this.current = current;
        this.options = options;
        this.times = times;
        this.listener = current.listener();
    }

    @Override
    public void run() {
        try {
            while (!current.isClosed()) {
                round();
            }
        } catch (InterruptedException e) {
            // close() interrupts: there is nothing left to do.
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        try {
            current.without(new LinkState.Connecting(failures + 1));
            live(attempt());
        } catch (DaemonException e) {
            pause(e);
        } catch (RuntimeException e) {
            // Whatever it is: a program that waits for its daemon must not wait for ever.
            log.log(Level.ERROR, "connecting to the daemon failed in an unexpected way", e);
            pause(new DaemonException.LinkLost(Effect.NONE, "an unexpected failure, " + e));
        }
    }

    private void pause(DaemonException why) throws InterruptedException {
        failures++;
        Duration delay =
                times.retry().delay(failures, ThreadLocalRandom.current().nextDouble());
        current.without(new LinkState.Waiting(delay, failures, why));
        if (current.pause(delay)) {
            anew();
        }
    }

    private void anew() {
        failures = 0;
        failedStarts = 0;
        nextStart = Deadline.after(Duration.ZERO);
        notStarted = null;
    }

    private DaemonLink attempt() throws DaemonException, InterruptedException {
        try {
            return connect();
        } catch (DaemonException.NotRunning | DaemonException.StaleFiles | DaemonException.NotTheDaemon e) {
            if (options.start() != StartPolicy.START || current.isClosed()) {
                throw e;
            }
            if (nextStart.leftNanos() > 0) {
                // That none runs is known; why none could be started is what helps.
                throw notStarted == null ? e : notStarted;
            }
        }
        current.without(new LinkState.Starting());
        start();
        return connect();
    }

    private DaemonLink connect() throws DaemonException {
        return DaemonLink.connect(options.locations(), options.client(), times.handshake(), listener);
    }

    private void start() throws DaemonException, InterruptedException {
        Optional<DaemonStarter> starter = DaemonStarter.of(options);
        Optional<String> failure = starter.isEmpty()
                ? Optional.of("the program that starts it was not found")
                : starter.get().start(List.of(), times.start()).problem(options.locations());
        if (failure.isPresent()) {
            failedStarts++;
            nextStart = Deadline.after(times.restart()
                    .delay(failedStarts, ThreadLocalRandom.current().nextDouble()));
            DaemonException.NotStarted why =
                    new DaemonException.NotStarted("The daemon could not be started: " + failure.get() + ".");
            notStarted = why;
            throw why;
        }
        failedStarts = 0;
    }

    /** Watches over a link until it ends. */
    private void live(DaemonLink link) throws DaemonException, InterruptedException {
        long since = System.nanoTime();
        notStarted = null;
        current.with(link);
        LinkEnd end;
        try {
            end = watch(link);
        } finally {
            link.close();
        }
        boolean toldToQuit = current.forget(link);
        if (!toldToQuit && !end.closedHere()) {
            // The next state is an attempt, which has no reason in it.
            log.log(Level.INFO, "the link to the daemon was lost: {0}", end.why());
        }
        if (toldToQuit) {
            stop(link.instance());
            anew();
        } else if (System.nanoTime() - since >= times.steady().toNanos()) {
            failures = 0;
        } else if (!current.isClosed()) {
            throw end.failure(Effect.NONE);
        }
    }

    private LinkEnd watch(DaemonLink link) throws InterruptedException {
        while (true) {
            Duration quiet = Duration.ofNanos(System.nanoTime() - link.heardNanos());
            Duration left = times.quiet().minus(quiet);
            if (!left.isPositive()) {
                askForSign(link);
                left = times.quiet();
            }
            Optional<LinkEnd> end = current.awaitEnd(link, left);
            if (end.isPresent() || current.isClosed()) {
                return end.orElseGet(LinkEnd::closed);
            }
            current.kept().retry();
        }
    }

    private void askForSign(DaemonLink link) {
        long before = link.heardNanos();
        try {
            link.request(JsonObject.of("command", "PING"), times.sign());
        } catch (DaemonException e) {
            // A refusal is a sign of life, as is whatever else came meanwhile; of a lost link the caller hears by
            // itself.
            if (e instanceof DaemonException.NoAnswer && link.heardNanos() == before) {
                link.end(LinkEnd.lost("it gave no sign of life for "
                        + times.quiet().plus(times.sign()).toMillis() + " ms"));
            }
        }
    }

    /** Waits for somebody else to start a daemon, or to be told to try. */
    private void stop(String instance) throws InterruptedException {
        current.without(new LinkState.Stopped(new DaemonException.NotRunning()));
        boolean over = false;
        while (!over) {
            over = current.pause(times.look()) || current.isClosed() || another(instance);
        }
    }

    private boolean another(String instance) {
        try {
            return !DaemonDoor.credentials(options.locations().ipcAuth())
                    .instance()
                    .equals(instance);
        } catch (DaemonException e) {
            return false;
        }
    }
}
