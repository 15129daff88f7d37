package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** When subscribers are told, by a clock that a test moves. */
class StatusFeedTest {

    private record Timer(Duration delay, Runnable task) {}

    private final ManualClock clock = new ManualClock();
    private final Deque<Timer> timers = new ArrayDeque<>();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<String> read = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private long revision = 1;
    private Runnable whileRead = () -> {};
    private final StatusFeed feed = new StatusFeed(
            new StatusFeed.Source(() -> state("looked"), () -> state("quiet")),
            work::add,
            (delay, task) -> timers.add(new Timer(delay, task)),
            clock);

    private final StatusFeed.Subscriber subscriber = new StatusFeed.Subscriber() {
        @Override
        public void asked(StatusUpdate update) {
            heard.add("asked " + update.revision());
        }

        @Override
        public void changed(StatusUpdate update, List<FailoverEvent> since) {
            heard.add("changed " + update.revision() + " " + since.size());
        }
    };

    private DaemonStatus state(String how) {
        read.add(how);
        DaemonStatus state = States.with(revision, HealthState.UP, "");
        Runnable meanwhile = whileRead;
        whileRead = () -> {};
        meanwhile.run();
        return state;
    }

    private void change() {
        revision++;
        feed.changed();
    }

    private void failOver() {
        feed.failedOver(
                new FailoverEvent(Instant.EPOCH, FakeControl.LOCAL, new ConnectionId("box"), "refused", "tiny"));
    }

    private void doTheWork() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    private void subscribe() {
        feed.subscribe(subscriber);
        doTheWork();
        heard.clear();
        read.clear();
    }

    @Test
    void withoutASubscriberNothingIsDone() {
        change();
        failOver();
        assertThat(work).isEmpty();
        assertThat(timers).isEmpty();
        subscribe();
        change();
        doTheWork();
        assertThat(heard).as("what was before is over").containsExactly("changed 3 0");
        feed.unsubscribe(subscriber);
        change();
        assertThat(work).isEmpty();
        assertThat(timers).isEmpty();
        assertThat(read).containsExactly("quiet");
    }

    @Test
    void whoSubscribesLooks() {
        feed.subscribe(subscriber);
        doTheWork();
        assertThat(heard).containsExactly("asked 1");
        assertThat(read).containsExactly("looked");
    }

    @Test
    void changesThatComeCloseTogetherAreToldAtOnce() {
        subscribe();
        change();
        doTheWork();
        clock.advance(Duration.ofMillis(20));
        for (int i = 0; i < 100; i++) {
            failOver();
            change();
        }
        assertThat(work).isEmpty();
        assertThat(timers).extracting(Timer::delay).containsExactly(Duration.ofMillis(30));
        clock.advance(Duration.ofMillis(30));
        timers.remove().task().run();
        doTheWork();
        assertThat(heard).containsExactly("changed 2 0", "changed 102 1");
        assertThat(timers).isEmpty();
        clock.advance(Duration.ofSeconds(9));
        change();
        doTheWork();
        assertThat(heard).last().isEqualTo("changed 103 0");
    }

    @Test
    void whatChangesWhileTheStateIsReadIsToldNext() {
        subscribe();
        whileRead = this::change;
        change();
        doTheWork();
        assertThat(heard).containsExactly("changed 2 0");
        assertThat(timers).hasSize(1);
        timers.remove().task().run();
        doTheWork();
        assertThat(heard).containsExactly("changed 2 0", "changed 3 0");
    }

    @Test
    void aClosedFeedTellsNobodyAnything() {
        subscribe();
        change();
        feed.close();
        doTheWork();
        change();
        feed.subscribe(subscriber);
        doTheWork();
        assertThat(heard).isEmpty();
        assertThat(timers).isEmpty();
    }
}
