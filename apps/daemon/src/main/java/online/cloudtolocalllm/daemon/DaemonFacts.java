package online.cloudtolocalllm.daemon;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.daemon.process.ProcessMemory;
import online.cloudtolocalllm.protocol.ProductVersion;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/** Puts the daemon's whole state together when somebody asks. Thread-safe. */
final class DaemonFacts implements Supplier<DaemonStatus> {

    private final Broker broker;
    private final Instant started;
    private final Supplier<List<String>> notices;
    private final Supplier<String> gatewayUrl;
    private final long pid = ProcessHandle.current().pid();

    DaemonFacts(Broker broker, Instant started, Supplier<List<String>> notices, Supplier<String> gatewayUrl) {
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

    /** The same without hurrying probes, for a program that asks every few seconds for ever. */
    DaemonStatus quietly() {
        return new DaemonStatus(
                ProductVersion.TEXT,
                pid,
                started,
                gatewayUrl.get(),
                ProcessMemory.residentBytes(),
                broker.requestsRunning(),
                broker.requestsQueued(),
                broker.requestsServed(),
                notices.get(),
                broker.status());
    }
}
