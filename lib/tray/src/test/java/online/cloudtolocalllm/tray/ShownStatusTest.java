package online.cloudtolocalllm.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.Latency;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which changes of the connections somebody can see. */
class ShownStatusTest {

    private static final Instant T = Instant.parse("2026-11-22T12:00:00Z");
    private static final ConnectionId BOX = new ConnectionId("box");

    /** A connection whose parts can be changed one by one. */
    record Parts(
            ConnectionId id,
            ConnectionKind kind,
            String address,
            boolean enabled,
            int priority,
            Health health,
            Optional<String> version,
            List<String> models,
            boolean modelsKnown,
            long latencyMicros,
            Instant lastCheck,
            boolean paused,
            boolean preferred,
            List<String> loaded,
            Optional<ConnectionId> active,
            Optional<FailoverEvent> failover) {

        static Parts usual() {
            return new Parts(
                    BOX,
                    ConnectionKind.OLLAMA,
                    "http://box:11434",
                    true,
                    10,
                    new Health(HealthState.UP, T, ""),
                    Optional.of("0.12.3"),
                    List.of("demo"),
                    true,
                    2_100,
                    T,
                    false,
                    false,
                    List.of(),
                    Optional.of(BOX),
                    Optional.empty());
        }

        StatusSnapshot snapshot(long revision) {
            Duration took = Duration.ofNanos(latencyMicros * 1_000);
            ConnectionStatus status = new ConnectionStatus(
                    id,
                    kind,
                    address,
                    enabled,
                    priority,
                    health,
                    version,
                    models,
                    modelsKnown,
                    Optional.of(took),
                    Optional.of(lastCheck),
                    paused,
                    preferred,
                    loaded,
                    List.of(new Latency(lastCheck, took)));
            return new StatusSnapshot(revision, T.plusSeconds(revision), List.of(status), active, failover);
        }
    }

    private static Parts probed(long latencyMicros, int seconds) {
        Parts p = Parts.usual();
        return new Parts(
                p.id,
                p.kind,
                p.address,
                p.enabled,
                p.priority,
                p.health,
                p.version,
                p.models,
                p.modelsKnown,
                latencyMicros,
                T.plusSeconds(seconds),
                p.paused,
                p.preferred,
                p.loaded,
                p.active,
                p.failover);
    }

    private static Parts with(Health health, boolean paused, List<String> models, List<String> loaded) {
        Parts p = Parts.usual();
        return new Parts(
                p.id,
                p.kind,
                p.address,
                p.enabled,
                p.priority,
                health,
                p.version,
                models,
                p.modelsKnown,
                p.latencyMicros,
                p.lastCheck,
                paused,
                p.preferred,
                loaded,
                p.active,
                p.failover);
    }

    private static Parts with(Optional<ConnectionId> active, Optional<FailoverEvent> failover) {
        Parts p = Parts.usual();
        return new Parts(
                p.id,
                p.kind,
                p.address,
                p.enabled,
                p.priority,
                p.health,
                p.version,
                p.models,
                p.modelsKnown,
                p.latencyMicros,
                p.lastCheck,
                p.paused,
                p.preferred,
                p.loaded,
                active,
                failover);
    }

    static Stream<Arguments> changes() {
        Parts usual = Parts.usual();
        Health up = usual.health;
        List<String> models = usual.models;
        return Stream.of(
                Arguments.of("nothing", usual, true, true),
                Arguments.of("the time of a check", probed(2_100, 2), true, true),
                Arguments.of("a latency that reads the same", probed(2_400, 2), true, true),
                Arguments.of("a latency that reads otherwise", probed(3_100, 2), false, true),
                Arguments.of(
                        "its state", with(new Health(HealthState.DOWN, T, ""), false, models, List.of()), false, false),
                Arguments.of(
                        "its reason",
                        with(new Health(HealthState.UP, T, "why"), false, models, List.of()),
                        false,
                        false),
                Arguments.of(
                        "since when",
                        with(new Health(HealthState.UP, T.plusSeconds(1), ""), false, models, List.of()),
                        false,
                        false),
                Arguments.of("a pause", with(up, true, models, List.of()), false, false),
                Arguments.of("its models", with(up, false, List.of(), List.of()), false, false),
                Arguments.of("what is in memory", with(up, false, models, models), false, false),
                Arguments.of("who serves", with(Optional.empty(), Optional.empty()), false, false),
                Arguments.of(
                        "a failover",
                        with(
                                usual.active,
                                Optional.of(
                                        new FailoverEvent(T, BOX, new ConnectionId("other"), "it answered 500", ""))),
                        false,
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void whatIsSeen(String change, Parts changed, boolean sameMenu, boolean sameNotices) {
        StatusSnapshot before = Parts.usual().snapshot(1);
        StatusSnapshot after = changed.snapshot(2);
        assertThat(ShownStatus.MENU.test(before, after)).as(change).isEqualTo(sameMenu);
        assertThat(ShownStatus.NOTICES.test(before, after)).as(change).isEqualTo(sameNotices);
    }

    @Test
    void aConnectionThatComesOrGoes() {
        StatusSnapshot before = Parts.usual().snapshot(1);
        UnaryOperator<StatusSnapshot> without =
                one -> new StatusSnapshot(2, T, List.of(), one.active(), one.lastFailover());
        assertThat(ShownStatus.MENU.test(before, without.apply(before))).isFalse();
        assertThat(ShownStatus.NOTICES.test(without.apply(before), before)).isFalse();
    }
}
