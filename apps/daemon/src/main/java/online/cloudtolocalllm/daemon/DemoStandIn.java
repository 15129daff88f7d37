package online.cloudtolocalllm.daemon;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.daemon.ipc.DemoStart;
import online.cloudtolocalllm.daemon.process.DemoLauncher;
import online.cloudtolocalllm.daemon.process.DemoProcess;
import online.cloudtolocalllm.daemon.process.DemoStartup;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo upstream as a connection of last resort, for as long as nothing real is there: the moment a real connection is up
 * the demo is taken away, so that nobody who has a model is ever answered by the demo. Thread-safe.
 */
final class DemoStandIn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStandIn.class);
    private static final ConnectionId NAME = new ConnectionId("demo");
    private static final int LAST = 1_000_000;
    private static final long LOOK_MILLIS = 1_000;
    private static final long LAST_ANSWERS_MILLIS = 60_000;

    private final Broker broker;
    private final DemoLauncher launcher;
    private final EventLoopGroup loops;
    private final Executor blocking;
    private final Object lock = new Object();
    /** Guarded by {@code lock}. */
    private @Nullable DemoProcess process;
    /** Guarded by {@code lock}. */
    private @Nullable CompletableFuture<DemoStart> starting;
    /** Guarded by {@code lock}. */
    private @Nullable ScheduledFuture<?> watch;
    /** Guarded by {@code lock}. */
    private boolean closed;

    DemoStandIn(Broker broker, DemoLauncher launcher, EventLoopGroup loops, Executor blocking) {
        this.broker = broker;
        this.launcher = launcher;
        this.loops = loops;
        this.blocking = blocking;
    }

    /** Starts the demo unless it runs already or is not needed. */
    CompletionStage<DemoStart> start() {
        CompletableFuture<DemoStart> outcome = new CompletableFuture<>();
        synchronized (lock) {
            if (closed) {
                return CompletableFuture.completedFuture(new DemoStart.Failed("The daemon is stopping.", "stopping"));
            }
            if (process != null) {
                return CompletableFuture.completedFuture(new DemoStart.Serving(process.address()));
            }
            if (starting != null) {
                return starting;
            }
            Optional<DemoStart> refusal = refusal();
            if (refusal.isPresent()) {
                return CompletableFuture.completedFuture(refusal.get());
            }
            starting = outcome;
        }
        var _ = launcher.start()
                .thenApply(this::started)
                .exceptionally(this::notStarted)
                .thenAccept(outcome::complete);
        return outcome;
    }

    private Optional<DemoStart> refusal() {
        return somethingReal()
                .map(real -> new DemoStart.Failed(real + " is up, so the demo is not needed.", "demo_not_needed"));
    }

    private DemoStart notStarted(Throwable failure) {
        LOG.error("the demo could not be started", failure);
        synchronized (lock) {
            starting = null;
        }
        DemoProcess half = take(Optional.empty());
        if (half != null) {
            blocking.execute(half::close);
        }
        return new DemoStart.Failed("The demo could not be started; the daemon's log says why.", "internal");
    }

    private DemoStart started(DemoStartup startup) {
        synchronized (lock) {
            starting = null;
            return switch (startup) {
                case DemoStartup.Failure failure -> new DemoStart.Failed(failure.text(), failure.code());
                case DemoStartup.Serving(DemoProcess serving) -> {
                    if (closed) {
                        blocking.execute(serving::close);
                        yield new DemoStart.Failed("The daemon is stopping.", "stopping");
                    }
                    Optional<DemoStart> refusal = refusal();
                    if (refusal.isPresent()) {
                        blocking.execute(serving::close);
                        yield refusal.get();
                    }
                    process = serving;
                    broker.add(settings(serving));
                    watch = loops.next()
                            .scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    serving.ended().thenAccept(code -> gone(serving));
                    LOG.info("the demo serves on {} until a real connection is up", serving.address());
                    yield new DemoStart.Serving(serving.address());
                }
            };
        }
    }

    private static ConnectionSettings settings(DemoProcess serving) {
        try {
            return new ConnectionSettings(
                    NAME,
                    ConnectionKind.DEMO,
                    Origin.parse(serving.address()),
                    true,
                    LAST,
                    true,
                    Duration.ofSeconds(5),
                    Optional.empty());
        } catch (InvalidSettingException e) {
            throw new IllegalStateException("the launcher checks the address that the demo prints", e);
        }
    }

    private Optional<String> somethingReal() {
        return broker.status().connections().stream()
                .filter(connection -> connection.kind() != ConnectionKind.DEMO)
                .filter(connection ->
                        connection.enabled() && connection.health().state().serves())
                .map(connection -> connection.id().name())
                .findFirst();
    }

    private void look() {
        Optional<String> real = somethingReal();
        if (real.isEmpty()) {
            return;
        }
        DemoProcess retired = take(Optional.empty());
        if (retired != null) {
            LOG.info("{} is up: the demo is taken away", real.get());
            blocking.execute(() -> {
                broker.awaitIdle(LAST_ANSWERS_MILLIS);
                retired.close();
            });
        }
    }

    private void gone(DemoProcess ended) {
        if (take(Optional.of(ended)) != null) {
            LOG.warn("the demo ended by itself");
        }
    }

    /** Takes the demo out of service, if there is one, and if it is this one. */
    @SuppressWarnings("ReferenceEquality") // the same process, not an equal one
    private @Nullable DemoProcess take(Optional<DemoProcess> only) {
        synchronized (lock) {
            DemoProcess taken = process;
            if (taken == null || (only.isPresent() && only.get() != taken)) {
                return null;
            }
            process = null;
            if (watch != null) {
                watch.cancel(false);
                watch = null;
            }
            broker.remove(NAME);
            return taken;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        DemoProcess taken = take(Optional.empty());
        if (taken != null) {
            taken.close();
        }
    }
}
