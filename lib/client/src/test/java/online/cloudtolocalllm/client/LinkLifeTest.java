package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;

/** Signs of life, and the end of a lasting link. */
class LinkLifeTest extends LinkScene {

    @Test
    void aDaemonThatGivesNoSignOfLifeCountsAsLost() throws Exception {
        LinkTimes impatient = new LinkTimes(
                FAST.retry(),
                FAST.restart(),
                FAST.handshake(),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMinutes(1),
                FAST.look(),
                FAST.start());
        try (FakeDaemon daemon = FakeDaemon.scripted(options.locations(), (request, client) -> true)) {
            LastingLink link = open(impatient);
            AnswerStream stream = link.stream(JsonObject.of("command", "PROXY_REQUEST", "stream", true), LIMIT);
            assertThatThrownBy(stream::next)
                    .isInstanceOf(DaemonException.LinkLost.class)
                    .hasMessageContaining("no sign of life");
            LinkState.Waiting waiting = await(LinkState.Waiting.class);
            assertThat(waiting.why()).hasMessageContaining("no sign of life");
            await(LinkState.Connected.class);
            // On a busy machine the first one may be given up before it has left; each link asks anew.
            assertThat(Until.holds(LIMIT, () -> !daemon.received("PING").isEmpty()))
                    .isTrue();
            closed(link);
        }
    }

    @Test
    void aDaemonThatAnswersIsLeftAloneHoweverQuietItIs() throws Exception {
        LinkTimes curious = new LinkTimes(
                FAST.retry(),
                FAST.restart(),
                FAST.handshake(),
                Duration.ofMillis(5),
                Duration.ofSeconds(20),
                Duration.ofMinutes(1),
                FAST.look(),
                FAST.start());
        try (FakeDaemon daemon = daemon()) {
            LastingLink link = open(curious);
            assertThat(Until.holds(LIMIT, () -> daemon.received("PING").size() > 5))
                    .isTrue();
            assertThat(daemon.clients()).hasSize(1);
            assertThat(states.poll(20, TimeUnit.SECONDS)).isEqualTo(new LinkState.Connecting(1));
            assertThat(states.poll(20, TimeUnit.SECONDS)).isEqualTo(new LinkState.Connected(daemon.instance()));
            closed(link);
            assertThat(states).containsExactly(new LinkState.Closed());
        }
    }

    @Test
    void linksThatDieAtOnceAreTriedLessOften() throws Exception {
        LinkTimes steady = new LinkTimes(
                FAST.retry(),
                FAST.restart(),
                FAST.handshake(),
                FAST.quiet(),
                FAST.sign(),
                Duration.ofMinutes(1),
                FAST.look(),
                FAST.start());
        try (FakeDaemon daemon = FakeDaemon.scripted(options.locations(), (request, client) -> {
            client.drop();
            return true;
        })) {
            LastingLink link = open(steady);
            link.keep("x", ping());
            awaitState(state -> state instanceof LinkState.Waiting(Duration _, int attempts, DaemonException.LinkLost _)
                    && attempts >= 4);
            closed(link);
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void closingEndsEveryCallAndMayComeFromAListener() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (FakeDaemon daemon = FakeDaemon.scripted(options.locations(), (request, client) -> {
                    asked.countDown();
                    return true;
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            LastingLink link = open();
            Future<DaemonException> failure = threads.submit(
                    () -> catchThrowableOfType(DaemonException.class, () -> link.request(ping(), LIMIT)));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            link.onEvent(event -> link.close());
            daemon.tell(new DaemonEvent.Quit());
            assertThat(failure.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(DaemonException.Closed.class)
                    .returns(Effect.UNKNOWN, DaemonException::effect);
            assertThat(link.awaitEnd(LIMIT)).isTrue();
            await(LinkState.Closed.class);
        }
    }

    @Test
    void openAndCloseAtAnyMomentLeavesNothing() throws Exception {
        try (FakeDaemon daemon = daemon()) {
            for (int i = 0; i < 100; i++) {
                LastingLink link = LastingLink.open(options, FAST);
                if (i % 3 == 0) {
                    link.request(ping(), LIMIT);
                } else if (i % 3 == 1) {
                    link.keep("tooltip", ping());
                }
                closed(link);
                assertThat(link.state()).isEqualTo(new LinkState.Closed());
            }
            assertThat(Until.holds(LIMIT, () -> daemon.clients().isEmpty())).isTrue();
        }
    }

    @Test
    void anInterruptedCallEndsAloneAndStaysInterrupted() throws Exception {
        LastingLink link = open();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> link.request(ping(), LIMIT)).isInstanceOf(DaemonException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        try (FakeDaemon daemon = daemon()) {
            link.request(ping(), LIMIT);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> link.request(ping(), LIMIT)).isInstanceOf(DaemonException.Interrupted.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(link.request(ping(), LIMIT).text("status")).contains("pong");
            assertThat(daemon.clients()).hasSize(1);
            closed(link);
        }
    }
}
