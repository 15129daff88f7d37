package online.cloudtolocalllm.broker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.BoardWatcher;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class HealthBoardTest {

    private static final Observation ANSWERED = new Observation.ProbeAnswered(Duration.ofMillis(5), "1.2");

    private record Timer(Duration delay, Runnable task) {}

    private final ManualClock clock = new ManualClock();
    private final List<Timer> timers = new ArrayList<>();
    private final HealthBoard board = new HealthBoard(clock, (delay, task) -> timers.add(new Timer(delay, task)));
    private final ConnectionSettings box = Connections.remote("box", "http://box.lan:11434", 20);

    private ConnectionStatus status() {
        return board.snapshot().connection(box.id()).orElseThrow();
    }

    private void fire() {
        Timer timer = timers.removeFirst();
        clock.advance(timer.delay);
        timer.task.run();
    }

    @Test
    void aRateLimitEndsWhenItsTimeIsOverAndNotBefore() {
        board.add(box);
        board.observe(box, ANSWERED);
        board.observe(box, new Observation.RateLimited(Duration.ofSeconds(7)));
        board.observe(box, ANSWERED);
        assertThat(board.state(box.id())).isEqualTo(HealthState.RATE_LIMITED);

        assertThat(timers).extracting(Timer::delay).containsExactly(Duration.ofSeconds(7));
        fire();
        assertThat(board.state(box.id())).isEqualTo(HealthState.UP);
        assertThat(timers).isEmpty();
    }

    @Test
    void manyRefusalsNeedOneTimer() {
        board.add(box);
        for (int i = 0; i < 50; i++) {
            board.observe(box, new Observation.RateLimited(Duration.ofSeconds(30)));
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(timers).hasSize(1);
        clock.shiftWall(Duration.ofHours(-1));
        fire();
        assertThat(board.state(box.id())).isEqualTo(HealthState.RATE_LIMITED);
        assertThat(timers).hasSize(1);
        assertThat(timers.getFirst().delay).isLessThan(Duration.ofSeconds(5));
        fire();
        assertThat(board.state(box.id())).isEqualTo(HealthState.UP);
    }

    @Test
    void theTimerOfAConnectionThatWasReplacedEndsNothingOfTheNewOne() {
        board.add(box);
        board.observe(box, new Observation.RateLimited(Duration.ofHours(1)));
        ConnectionSettings moved = Connections.remote("box", "http://box.lan:8080", 20);
        board.add(moved);
        board.observe(moved, new Observation.RateLimited(Duration.ofSeconds(5)));
        assertThat(timers).hasSize(2);
        timers.removeFirst().task.run();
        assertThat(board.state(box.id())).isEqualTo(HealthState.RATE_LIMITED);
        fire();
        assertThat(board.state(box.id())).isEqualTo(HealthState.UP);
    }

    @Test
    void whatAnAnswerOfTheOldServerShowsIsNotNotedOfTheNewOne() {
        board.add(box);
        ConnectionSettings moved = Connections.remote("box", "http://box.lan:8080", 20);
        board.add(moved);
        board.observe(box, new Observation.RequestRefused(401));
        board.models(box, ModelList.of("old"), board.edition(box.id()));
        assertThat(board.state(box.id())).isEqualTo(HealthState.UNKNOWN);
        assertThat(status().modelsKnown()).isFalse();
    }

    @Test
    void aListThatWasAskedForBeforeTheLastChangeIsNotNoted() {
        board.add(box);
        long before = board.edition(box.id());
        board.modelsChanged(box.id());
        assertThat(board.models(box, ModelList.of("new"), board.edition(box.id())))
                .isTrue();
        assertThat(board.models(box, ModelList.of("old"), before)).isFalse();
        assertThat(status().models()).containsExactly("new");
        board.remove(box.id());
        board.add(box);
        assertThat(board.models(box, ModelList.of("old"), before)).isFalse();
        assertThat(status().modelsKnown()).isFalse();
    }

    @Test
    void anotherPriorityKeepsWhatIsKnown() {
        board.add(box);
        board.observe(box, ANSWERED);
        board.models(box, ModelList.of("tiny"), board.edition(box.id()));
        board.change(Connections.remote("box", "http://box.lan:11434", 3));

        assertThat(status().priority()).isEqualTo(3);
        assertThat(status().health().state()).isEqualTo(HealthState.UP);
        assertThat(status().models()).containsExactly("tiny");
        board.observe(box, new Observation.CredentialRefused(401));
        assertThat(status().health().state()).isEqualTo(HealthState.SIGN_IN_NEEDED);
    }

    @Test
    void whatIsInMemoryIsShownUntilTheConnectionIsDown() {
        board.add(box);
        board.observe(box, ANSWERED);
        board.loaded(box, List.of(JsonObject.of("name", "b"), JsonObject.of("name", "a"), JsonObject.of("x", "y")));
        assertThat(status().loaded()).containsExactly("a", "b");
        assertThat(board.loaded(box.id())).hasSize(3);
        for (int i = 0; i < 3; i++) {
            board.observe(box, new Observation.ProbeFailed("gone", false));
        }
        assertThat(board.silent(box.id())).isTrue();
        assertThat(status().loaded()).isEmpty();
        assertThat(board.loaded(box.id())).isEmpty();
    }

    @Test
    void everyProbeIsShownAndAnsweredRequestsCostNothing() {
        board.add(box);
        board.observe(box, ANSWERED);
        assertThat(status().version()).contains("1.2");
        assertThat(status().latency()).isEqualTo(Optional.of(Duration.ofMillis(5)));
        assertThat(status().latencies()).hasSize(1);
        assertThat(status().lastCheck()).contains(clock.now());
        board.observe(box, new Observation.RequestAnswered(true));
        long revision = board.snapshot().revision();
        board.observe(box, new Observation.RequestAnswered(true));
        board.observe(box, new Observation.RequestAnswered(false));
        assertThat(board.snapshot().revision()).isEqualTo(revision);
        board.observe(box, new Observation.RequestNotConnected("refused"));
        board.observe(box, new Observation.RequestNotConnected("refused"));
        board.observe(box, new Observation.RequestAnswered(true));
        board.observe(box, new Observation.RequestNotConnected("refused"));
        assertThat(board.state(box.id())).isEqualTo(HealthState.UP);
    }

    @Test
    void whoWatchesHearsOfEveryRevisionOnce() {
        List<Object> heard = new ArrayList<>();
        board.watch(new BoardWatcher() {
            @Override
            public void changed() {
                heard.add(board.snapshot().revision());
            }

            @Override
            public void failedOver(FailoverEvent event) {
                heard.add(event);
            }
        });
        FailoverEvent failover = new FailoverEvent(clock.now(), box.id(), new ConnectionId("other"), "refused", "tiny");
        board.add(box);
        board.observe(box, ANSWERED);
        board.failedOver(failover);
        board.changedBeside();
        board.remove(box.id());
        assertThat(heard).containsExactly(1L, 2L, failover, 3L, 4L, 5L);
        assertThat(board.snapshot().lastFailover()).contains(failover);
    }

    @Test
    void whoIsNotThereIsNotNoted() {
        board.observe(box, ANSWERED);
        assertThat(board.snapshot().connections()).isEmpty();
        assertThat(board.state(box.id())).isEqualTo(HealthState.UNKNOWN);
        assertThat(board.silent(box.id())).isFalse();
        assertThat(board.loaded(box.id())).isEmpty();
    }
}
