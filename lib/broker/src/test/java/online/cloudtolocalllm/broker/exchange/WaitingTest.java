package online.cloudtolocalllm.broker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.health.Observation;
import online.cloudtolocalllm.broker.journal.Journal;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.upstream.UpstreamSockets;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private final ManualClock clock = new ManualClock();
    private final HealthBoard board = new HealthBoard(clock, (delay, task) -> {});
    private final ConnectionSettings local = Connections.local("http://localhost:11434");
    private final EventLoop loop = new DefaultEventLoop();
    private final UpstreamSockets sockets = new UpstreamSockets(loop, Runnable::run, clock);
    private int probesAsked;

    @BeforeEach
    void connect() {
        board.add(local);
    }

    @AfterEach
    void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Waiting waiting() {
        clock.advance(Duration.ofDays(3));
        return new Waiting(
                new RelayTools(
                        sockets.on(loop),
                        board,
                        TimeLimits.standard(),
                        clock,
                        new BodyBudget(),
                        new Admission(),
                        new CountedProbes(),
                        () -> PrivacyRules.NONE,
                        Journal.NONE,
                        new Conversations(clock),
                        false),
                local,
                PathKind.INFERENCE);
    }

    private void probesFail() {
        for (int i = 0; i < 3; i++) {
            board.observe(local, new Observation.ProbeFailed("no answer", false));
        }
    }

    @Test
    void connectingHasItsTimeFromTheBeginningOfTheAttempt() {
        Waiting waiting = waiting();
        clock.advance(Duration.ofSeconds(30));
        assertThat(waiting.verdict()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(waiting.verdict()).isEqualTo("no connection within 30 s");
    }

    @Test
    void aModelMayTakeTenMinutesToLoad() {
        Waiting waiting = waiting();
        waiting.sent();
        clock.advance(Duration.ofMinutes(10));
        assertThat(waiting.verdict()).isEmpty();
        assertThat(probesAsked).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(waiting.verdict()).isEqualTo("no answer within 600 s");
    }

    @Test
    void aConnectionThatStopsAnsweringItsProbesIsNotWaitedFor() {
        Waiting waiting = waiting();
        waiting.sent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(waiting.verdict()).isEmpty();
        probesFail();
        assertThat(waiting.verdict()).isEmpty();
        clock.advance(Duration.ofMillis(1_499));
        assertThat(waiting.verdict()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(waiting.verdict()).isEqualTo("it stopped answering");
    }

    @Test
    void aStallThatEndsIsNoReasonToGiveUp() {
        Waiting waiting = waiting();
        waiting.sent();
        clock.advance(Duration.ofSeconds(1));
        probesFail();
        assertThat(waiting.verdict()).isEmpty();
        board.observe(local, new Observation.ProbeAnswered(Duration.ofMillis(1), ""));
        clock.advance(Duration.ofSeconds(1));
        assertThat(waiting.verdict()).isEmpty();
        probesFail();
        clock.advance(Duration.ofSeconds(1));
        assertThat(waiting.verdict()).isEmpty();
    }

    @Test
    void aServerThatAnswersItsProbesBadlyOrTakesNoMoreConnectionsIsWaitedFor() {
        Waiting waiting = waiting();
        waiting.sent();
        board.observe(local, new Observation.ProbeAnsweredBadly(502, "it has a fault"));
        for (int i = 0; i < 3; i++) {
            board.observe(local, new Observation.RequestNotConnected("its queue is full"));
        }
        assertThat(board.state(local.id())).isEqualTo(HealthState.DOWN);
        assertThat(waiting.verdict()).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(waiting.verdict()).isEmpty();
    }

    @Test
    void aConnectionThatIsNotMadeIsGivenUpWhenNothingAnswersThere() {
        Waiting waiting = waiting();
        probesFail();
        clock.advance(Duration.ofSeconds(1));
        assertThat(waiting.verdict()).isEmpty();
        clock.advance(Duration.ofMillis(1_500));
        assertThat(waiting.verdict()).isEqualTo("it does not answer");
    }

    @Test
    void aConnectionThatWasSilentBeforeHasSixSecondsToProveThatItIsNot() {
        probesFail();
        Waiting waiting = waiting();
        waiting.sent();
        clock.advance(Duration.ofSeconds(4));
        assertThat(waiting.verdict()).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(waiting.verdict()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(waiting.verdict()).isEqualTo("it stopped answering");
    }

    @Test
    void silenceInAStreamIsLimitedUnlessTheClientIsTheSlowOne() {
        Waiting waiting = waiting();
        waiting.sent();
        waiting.heard();
        clock.advance(Duration.ofMinutes(2));
        assertThat(waiting.verdict()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(waiting.verdict()).isEqualTo("nothing came for 120 s");
        waiting.paused(true);
        clock.advance(Duration.ofHours(1));
        assertThat(waiting.verdict()).isEmpty();
    }

    @Test
    void aRefusalThatIsHeldBackHasTwoSecondsHoweverItComes() {
        Waiting waiting = waiting();
        waiting.sent();
        waiting.heard();
        waiting.held();
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMillis(100));
            waiting.heard();
            assertThat(waiting.verdict()).isEmpty();
        }
        clock.advance(Duration.ofMillis(1));
        assertThat(waiting.verdict()).isEqualTo("it did not end within 2 s");
    }

    @Test
    void aConnectionThatIsSilentInTheMiddleOfARefusalIsProbed() {
        Waiting waiting = waiting();
        waiting.sent();
        waiting.heard();
        waiting.held();
        clock.advance(Duration.ofSeconds(1));
        assertThat(waiting.verdict()).isEmpty();
        assertThat(probesAsked).isEqualTo(1);
    }

    private final class CountedProbes implements RelayTools.Traffic {
        @Override
        public void began(ConnectionSettings settings) {}

        @Override
        public void ended(ConnectionSettings settings) {}

        @Override
        public void waiting(ConnectionSettings settings) {
            probesAsked++;
        }

        @Override
        public void modelsChanged(ConnectionSettings settings) {}

        @Override
        public void finished(RelayExchange relay, boolean answered) {}
    }
}
