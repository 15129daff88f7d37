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
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Manners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lasting link that loses its daemon and finds another. */
class LastingLinkTest extends LinkScene {

    @Test
    void aCallWaitsForADaemonThatComesLater() throws Exception {
        LastingLink link = open();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<JsonObject> reply = threads.submit(() -> link.request(ping(), LIMIT));
            LinkState.Waiting waiting = await(LinkState.Waiting.class);
            assertThat(waiting.why()).isInstanceOf(DaemonException.NotRunning.class);
            try (FakeDaemon daemon = daemon()) {
                assertThat(reply.get(20, TimeUnit.SECONDS).text("status")).contains("pong");
                assertThat(await(LinkState.Connected.class).instance()).isEqualTo(daemon.instance());
                assertThat(daemon.introductions().getFirst().text("client")).contains("test/1.0");
                closed(link);
            }
        }
        await(LinkState.Closed.class);
        assertThat(states).isEmpty();
    }

    @Test
    void withoutADaemonACallTellsWhyWhenItsTimeIsOver() throws Exception {
        LastingLink link = open();
        await(LinkState.Waiting.class);
        assertThatThrownBy(() -> link.request(ping(), Duration.ofMillis(50)))
                .isInstanceOf(DaemonException.NotRunning.class);
        closed(link);
        assertThatThrownBy(() -> link.request(ping(), LIMIT)).isInstanceOf(DaemonException.Closed.class);
        assertThatThrownBy(() -> link.stream(ping(), LIMIT)).isInstanceOf(DaemonException.Closed.class);
    }

    @Test
    void aCrashEndsCallsAtOnceAndTheNextDaemonIsFoundOnItsOwnPort() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        FakeDaemon first = FakeDaemon.scripted(options.locations(), (request, client) -> {
            asked.countDown();
            return request.text("command", "").equals("WORK");
        });
        LastingLink link = open();
        try (first;
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<DaemonException> failure = threads.submit(() -> catchThrowableOfType(
                    DaemonException.class, () -> link.request(JsonObject.of("command", "WORK"), LIMIT)));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            first.crash();
            assertThat(failure.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(DaemonException.LinkLost.class)
                    .returns(Effect.UNKNOWN, DaemonException::effect);
            assertThat(awaitState(state ->
                            state instanceof LinkState.Waiting(Duration _, int attempts, DaemonException.StaleFiles _)
                                    && attempts > 1))
                    .isNotNull();
            try (FakeDaemon second = daemon()) {
                awaitState(state -> state.equals(new LinkState.Connected(second.instance())));
                assertThat(link.request(ping(), LIMIT).text("status")).contains("pong");
                assertThat(first.received("WORK")).hasSize(1);
                assertThat(second.received("WORK")).isEmpty();
                closed(link);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG_PROOF", "ECHO", "HTTP", "SILENT", "CLOSES", "RESETS", "ENDLESS"})
    void aSquatterOnTheStalePortLearnsNothingAndTheDaemonIsFoundLater(Manners manners) throws Exception {
        FakeDaemon first = daemon();
        LinkTimes hasty = new LinkTimes(
                FAST.retry(),
                FAST.restart(),
                Duration.ofMillis(500),
                FAST.quiet(),
                FAST.sign(),
                FAST.steady(),
                FAST.look(),
                FAST.start());
        LastingLink link = open(hasty);
        await(LinkState.Connected.class);
        first.crash();
        first.dropClients();
        try (FakeDaemon squatter = FakeDaemon.squatter(options.locations(), manners, first.port())) {
            awaitState(state -> state instanceof LinkState.Waiting(Duration _, int _, DaemonException.NotTheDaemon _));
            assertThatThrownBy(() -> link.request(ping(), Duration.ofMillis(50)))
                    .isInstanceOf(DaemonException.NotTheDaemon.class);
            awaitState(state ->
                    state instanceof LinkState.Waiting(Duration _, int attempts, DaemonException _) && attempts > 2);
            assertThat(squatter.introductions())
                    .extracting(line -> line.text("command", ""))
                    .isNotEmpty()
                    .containsOnly("HELLO");
            try (FakeDaemon second = daemon()) {
                awaitState(state -> state.equals(new LinkState.Connected(second.instance())));
            }
        }
        closed(link);
        first.close();
    }

    @Test
    void afterAStopNothingIsTriedUntilSomebodyStartsADaemonOrAsks() throws Exception {
        FakeDaemon first = daemon();
        LastingLink link = open();
        await(LinkState.Connected.class);
        assertThat(link.request(JsonObject.of("command", "QUIT"), LIMIT).flag("ok", false))
                .isTrue();
        LinkState.Stopped stopped = await(LinkState.Stopped.class);
        assertThatThrownBy(() -> link.request(ping(), LIMIT))
                .as("at once, not after the limit")
                .isSameAs(stopped.why());
        first.close();
        try (FakeDaemon second = daemon()) {
            await(LinkState.Connected.class);
            second.shutDown();
            await(LinkState.Stopped.class);
        }
        assertThat(states).isEmpty();
        link.connectNow();
        await(LinkState.Waiting.class);
        closed(link);
    }

    @Test
    void aQuitThatIsRefusedIsNone() throws Exception {
        FakeDaemon first = FakeDaemon.scripted(options.locations(), (request, client) -> {
            client.reply(request, JsonObject.of("error", "no", "code", "no"));
            return true;
        });
        LastingLink link = open();
        assertThatThrownBy(() -> link.request(JsonObject.of("command", "QUIT"), LIMIT))
                .isInstanceOf(DaemonException.Refused.class);
        first.crash();
        await(LinkState.Waiting.class);
        closed(link);
        first.close();
    }
}
