package online.cloudtolocalllm.broker.health;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.upstream.Fetch;
import online.cloudtolocalllm.broker.upstream.LoopSockets;
import online.cloudtolocalllm.broker.upstream.UpstreamPaths;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.jspecify.annotations.Nullable;

/**
 * Probes one connection for as long as it is enabled: often while it is in use or not up, seldom otherwise, always with some
 * jitter so that connections are not probed in step.
 *
 * <p>It probes in rounds. A probe that is answered ends its round. Beside one that is not answered soon another is sent, up
 * to three, so that a black hole shows within seconds while a server that is only slow has as long as ever for each of them.
 *
 * <p>Lives on one event loop; the public methods may be called from any thread.
 */
public final class Prober {

    private final ConnectionSettings settings;
    private final EventLoop loop;
    private final LoopSockets sockets;
    private final HealthBoard board;
    private final TimeLimits limits;
    private final TimeSource time;
    private final BooleanSupplier inUse;
    private final Lists lists;
    private @Nullable ScheduledFuture<?> next;
    private boolean stopped;
    private int round;
    private int tries;
    private int unanswered;
    private long roundBeganNanos;

    /** When the next round is due; read from any thread. */
    private volatile long dueNanos;

    /**
     * A prober that has not begun.
     *
     * @param inUse whether requests are running on the connection
     */
    public Prober(
            ConnectionSettings settings,
            EventLoop loop,
            LoopSockets sockets,
            HealthBoard board,
            TimeLimits limits,
            TimeSource time,
            BooleanSupplier inUse) {
        this.settings = settings;
        this.loop = loop;
        this.sockets = sockets;
        this.board = board;
        this.limits = limits;
        this.time = time;
        this.inUse = inUse;
        this.lists = new Lists(settings, loop, sockets, board, limits, time);
        this.dueNanos = time.nanoTime();
    }

    /** Begins with a probe at once. */
    public void start() {
        loop.execute(this::probe);
    }

    /** Somebody looks at the connection: probes now, unless it was probed just now. */
    public void hurry() {
        hurry(limits.probeIntervalActive());
    }

    /** A request waits for the connection, and wants to know soon whether it still lives. */
    public void waitedFor() {
        hurry(limits.probeIntervalActive().dividedBy(2));
    }

    private void hurry(Duration recent) {
        loop.execute(() -> {
            if (unanswered == 0 && time.nanoTime() - roundBeganNanos >= recent.toNanos()) {
                probe();
            }
        });
    }

    /**
     * To be called about once a second: a connection whose next probe was planned for better times than these, because
     * requests use it since or could not connect, is probed sooner. Costs next to nothing.
     */
    public void look() {
        long early = dueNanos - time.nanoTime();
        if (early > limits.probeIntervalActive().toNanos()
                && early > interval().multipliedBy(5).dividedBy(4).toNanos()) {
            hurry();
        }
    }

    /** Probes at once, whatever is under way: what was sent before the machine slept may never be answered. */
    public void woken() {
        loop.execute(this::probe);
    }

    /** Reads the models again: they were changed through the connection. */
    public void modelsChanged() {
        loop.execute(() -> {
            if (!stopped) {
                lists.changed();
            }
        });
    }

    /** Ends probing; what is still answered is not noted. */
    public void stop() {
        loop.execute(() -> {
            stopped = true;
            cancelNext();
        });
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel(false);
        }
    }

    private void probe() {
        round++;
        tries = 0;
        unanswered = 0;
        roundBeganNanos = time.nanoTime();
        ask();
    }

    private void ask() {
        cancelNext();
        if (stopped) {
            return;
        }
        tries++;
        unanswered++;
        if (another()) {
            askAgainAfter(ProbeTimes.overlap(settings, limits));
        }
        int asked = round;
        long began = time.nanoTime();
        long edition = board.edition(settings.id());
        Fetch.get(sockets, loop, settings, UpstreamPaths.probe(settings.kind()), limits, result -> {
            if (asked == round && !stopped) {
                heard(result, Duration.ofNanos(time.nanoTime() - began), edition);
            }
        });
    }

    private boolean another() {
        return tries < ProbeTimes.TRIES && ProbeTimes.inDoubt(board.vitals(settings.id()));
    }

    private void askAgainAfter(Duration delay) {
        next = loop.schedule(this::ask, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void heard(Fetch.Result result, Duration took, long edition) {
        unanswered--;
        board.observe(
                settings,
                lists.same(result) ? new Observation.ProbeAnswered(took, "") : ProbeAnswer.observe(result, took));
        if (result instanceof Fetch.Result.Failed) {
            lists.forget();
            if (another()) {
                if (unanswered == 0) {
                    cancelNext();
                    askAgainAfter(ProbeTimes.IN_DOUBT);
                }
            } else if (unanswered == 0) {
                endRound();
            }
            return;
        }
        endRound();
        lists.probed(result, edition);
        lists.refresh();
    }

    /** Probes of this round that are still unanswered prove nothing any more. */
    private void endRound() {
        round++;
        unanswered = 0;
        cancelNext();
        boolean exact = board.vitals(settings.id()).life().state() == HealthState.CONNECTING;
        double jitter = exact ? 1 : ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        long jittered = (long) (interval().toNanos() * jitter);
        long passed = time.nanoTime() - roundBeganNanos;
        long left = Math.max(jittered - passed, Math.min(jittered, ProbeTimes.IN_DOUBT.toNanos()));
        dueNanos = time.nanoTime() + left;
        next = loop.schedule(this::probe, left, TimeUnit.NANOSECONDS);
    }

    private Duration interval() {
        return ProbeTimes.interval(board.vitals(settings.id()), inUse.getAsBoolean(), limits, time.now());
    }
}
