package online.cloudtolocalllm.daemon;

import io.netty.channel.EventLoopGroup;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.daemon.ipc.StatusFeed;
import online.cloudtolocalllm.daemon.process.ProcessMemory;
import online.cloudtolocalllm.protocol.ProductVersion;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.protocol.status.Supervision;
import online.cloudtolocalllm.protocol.status.TrayState;

/** Puts the daemon's whole state together when somebody asks. Thread-safe. */
final class DaemonFacts implements Supplier<DaemonStatus> {

    private final Broker broker;
    private final Instant started;
    private final Supplier<List<String>> notices;
    private final Supplier<String> gatewayUrl;
    private final IntSupplier clients;
    private final OldClients old;
    private final Supplier<TrayState> tray;
    private final Supervision supervised = Supervision.ofWord(System.getProperty(Supervision.PROPERTY, ""));
    private final long pid = ProcessHandle.current().pid();

    DaemonFacts(
            Broker broker,
            Instant started,
            Supplier<List<String>> notices,
            Supplier<String> gatewayUrl,
            IntSupplier clients,
            OldClients old,
            Supplier<TrayState> tray) {
        this.tray = tray;
        this.old = old;
        this.clients = clients;
        this.broker = broker;
        this.started = started;
        this.notices = notices;
        this.gatewayUrl = gatewayUrl;
    }

    @Override
    public DaemonStatus get() {
        broker.lookedAt();
        return quietly();
    }

    /** Tells subscribers of every change from now on. */
    StatusFeed feed(EventLoopGroup loops, Executor blocking, TimeSource time) {
        StatusFeed feed = new StatusFeed(
                new StatusFeed.Source(this, this::quietly),
                blocking,
                (delay, task) -> loops.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS),
                time);
        broker.watch(feed);
        old.gate().whenChanged(broker::changedBeside);
        return feed;
    }

    /** The same without hurrying probes, for a program that asks every few seconds for ever. */
    DaemonStatus quietly() {
        // First: what changes beside the connections from here on has a later revision, and is told again with it.
        StatusSnapshot snapshot = broker.status();
        return new DaemonStatus(
                ProductVersion.TEXT,
                pid,
                started,
                gatewayUrl.get(),
                ProcessMemory.residentBytes(),
                broker.requestsRunning(),
                broker.requestsQueued(),
                broker.requestsServed(),
                clients.getAsInt(),
                old.gate().state().shownUntil(),
                tray.get(),
                supervised,
                notices.get(),
                snapshot);
    }
}
