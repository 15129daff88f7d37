package online.cloudtolocalllm.broker.health;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.upstream.Fetch;
import online.cloudtolocalllm.broker.upstream.LoopSockets;
import online.cloudtolocalllm.broker.upstream.UpstreamPaths;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.jspecify.annotations.Nullable;

/**
 * Probes one connection for as long as it is enabled: often while it is in use or not up, seldom otherwise, always with some
 * jitter so that connections are not probed in step. Lives on one event loop; {@code start}, {@code hurry} and {@code stop}
 * may be called from any thread.
 */
public final class Prober {

    private static final long MODELS_FRESH_NANOS = Duration.ofSeconds(30).toNanos();

    /** Between a probe that failed and the next, as long as the connection still counts as serving: certainty is wanted soon. */
    private static final Duration IN_DOUBT = Duration.ofMillis(250);

    private final ConnectionSettings settings;
    private final EventLoop loop;
    private final LoopSockets sockets;
    private final HealthBoard board;
    private final TimeLimits limits;
    private final TimeSource time;
    private final BooleanSupplier inUse;
    private @Nullable ScheduledFuture<?> next;
    private boolean probing;
    private boolean stopped;
    private boolean modelsRead;
    private long modelsReadNanos;
    private long lastProbeNanos;

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
    }

    /** Begins with a probe at once. */
    public void start() {
        loop.execute(this::probe);
    }

    /** Probes now, unless the last probe is no older than an active connection's would be. */
    public void hurry() {
        loop.execute(() -> {
            boolean recent = time.nanoTime() - lastProbeNanos
                    < limits.probeIntervalActive().toNanos();
            if (!recent && !probing && next != null) {
                next.cancel(false);
                probe();
            }
        });
    }

    /** Ends probing. */
    public void stop() {
        loop.execute(() -> {
            stopped = true;
            if (next != null) {
                next.cancel(false);
            }
        });
    }

    private void probe() {
        if (stopped || probing) {
            return;
        }
        probing = true;
        long began = time.nanoTime();
        Fetch.get(sockets, loop, settings, UpstreamPaths.probe(settings.kind()), limits, result -> {
            board.observe(settings.id(), ProbeAnswer.observe(result, Duration.ofNanos(time.nanoTime() - began)));
            probing = false;
            lastProbeNanos = time.nanoTime();
            schedule();
            if (board.state(settings.id()).serves()) {
                readModels();
            }
        });
    }

    private void readModels() {
        if (modelsRead && time.nanoTime() - modelsReadNanos < MODELS_FRESH_NANOS) {
            return;
        }
        modelsRead = true;
        modelsReadNanos = time.nanoTime();
        Fetch.get(sockets, loop, settings, UpstreamPaths.models(settings.kind()), limits, result -> {
            Optional<ModelList> models = ProbeAnswer.models(result);
            models.ifPresent(names -> board.models(settings.id(), names));
            modelsRead = models.isPresent();
        });
    }

    private void schedule() {
        if (stopped) {
            return;
        }
        long nanos = interval().toNanos();
        long jittered = (long) (nanos * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
        next = loop.schedule(this::probe, jittered, TimeUnit.NANOSECONDS);
    }

    private Duration interval() {
        HealthState state = board.state(settings.id());
        if (state == HealthState.SLOW) {
            return IN_DOUBT.compareTo(limits.probeIntervalActive()) < 0 ? IN_DOUBT : limits.probeIntervalActive();
        }
        return inUse.getAsBoolean() || state != HealthState.UP ? limits.probeIntervalActive() : limits.probeInterval();
    }
}
