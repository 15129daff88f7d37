package online.cloudtolocalllm.protocol.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary statuses of a daemon. Latencies are whole tenths of a millisecond, as the JSON form has them. */
final class Statuses {

    private Statuses() {}

    static Arbitrary<DaemonStatus> statuses() {
        return Combinators.combine(
                        texts(),
                        Arbitraries.longs(),
                        instants(),
                        texts(),
                        Arbitraries.longs().tuple4(),
                        guests(),
                        texts().list().ofMaxSize(3),
                        snapshots())
                .as((version, pid, started, gateway, counts, guests, notices, snapshot) -> new DaemonStatus(
                        version,
                        pid,
                        started,
                        gateway,
                        counts.get1(),
                        counts.get2(),
                        counts.get3(),
                        counts.get4(),
                        guests.clients(),
                        guests.until(),
                        guests.tray(),
                        guests.supervised(),
                        notices,
                        snapshot));
    }

    /** Who is connected, until when old clients are served, whether anybody sees the icon, and who restarts the daemon. */
    private record Guests(int clients, Optional<Instant> until, TrayState tray, Supervision supervised) {}

    private static Arbitrary<Guests> guests() {
        return Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(0),
                        instants().optional(),
                        Arbitraries.of(TrayState.values()),
                        Arbitraries.of(Supervision.values()))
                .as(Guests::new);
    }

    private static Arbitrary<StatusSnapshot> snapshots() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        instants(),
                        connections().list().ofMaxSize(4).uniqueElements(ConnectionStatus::id),
                        ids().optional(),
                        failovers().optional())
                .as(StatusSnapshot::new);
    }

    private static Arbitrary<FailoverEvent> failovers() {
        return Combinators.combine(instants(), ids(), ids(), texts(), texts()).as(FailoverEvent::new);
    }

    private static Arbitrary<ConnectionStatus> connections() {
        Arbitrary<Health> health = Combinators.combine(Arbitraries.of(HealthState.class), instants(), texts())
                .as(Health::new);
        Arbitrary<Optional<Duration>> latency = Arbitraries.longs()
                .between(0, 864_000_000)
                .map(tenths -> Duration.ofNanos(tenths * 100_000))
                .optional();
        Arbitrary<Seen> seen = Combinators.combine(
                        texts().optional(),
                        texts().list().ofMaxSize(4),
                        latency,
                        instants().optional())
                .as(Seen::new);
        return Combinators.combine(
                        ids(),
                        Arbitraries.of(ConnectionKind.class),
                        texts(),
                        Arbitraries.of(true, false).tuple2(),
                        Arbitraries.integers(),
                        health,
                        seen)
                .as((id, kind, address, flags, priority, state, last) -> new ConnectionStatus(
                        id,
                        kind,
                        address,
                        flags.get1(),
                        priority,
                        state,
                        last.version(),
                        last.models(),
                        flags.get2(),
                        last.latency(),
                        last.at()));
    }

    /** What the latest probe told. */
    private record Seen(
            Optional<String> version, List<String> models, Optional<Duration> latency, Optional<Instant> at) {}

    private static Arbitrary<ConnectionId> ids() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("._-")
                .ofMinLength(1)
                .ofMaxLength(64)
                .filter(ConnectionId::isValid)
                .map(ConnectionId::new);
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-10_000_000_000L, 100_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(12);
    }
}
