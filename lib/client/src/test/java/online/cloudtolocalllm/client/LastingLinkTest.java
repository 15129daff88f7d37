package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Leaks;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Manners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LastingLinkTest {

    private static final Duration LIMIT = Until.LIMIT;

    /** As in use, but faster. */
    private static final LinkTimes FAST = new LinkTimes(
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofSeconds(10));

    @TempDir
    Path folder;

    private Leaks leaks;
    private ClientOptions options;
    private final BlockingQueue<LinkState> states = new LinkedBlockingQueue<>();

    @BeforeEach
    void home() throws Exception {
        leaks = Leaks.baseline();
        options = ClientOptions.of(new Locations(folder.resolve("home")), "test/1.0")
                .withStart(StartPolicy.NEVER);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        leaks.assertNone();
    }

    private LastingLink open() {
        return open(FAST);
    }

    private LastingLink open(LinkTimes times) {
        LastingLink link = LastingLink.open(options, times);
        link.onState(states::add);
        return link;
    }

    private FakeDaemon daemon() throws Exception {
        return FakeDaemon.scripted(options.locations(), (request, client) -> false);
    }

    private <T extends LinkState> T await(Class<T> kind) throws InterruptedException {
        return kind.cast(awaitState(kind::isInstance));
    }

    private LinkState awaitState(Predicate<LinkState> wish) throws InterruptedException {
        List<LinkState> seen = new ArrayList<>();
        while (true) {
            LinkState next = states.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("after %s", seen).isNotNull();
            if (wish.test(next)) {
                return next;
            }
            seen.add(next);
        }
    }

    private static JsonObject ping() {
        return JsonObject.of("command", "PING");
    }

    private static void closed(LastingLink link) throws InterruptedException {
        link.close();
        assertThat(link.awaitEnd(LIMIT)).isTrue();
    }

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
    @EnumSource(names = {"WRONG_PROOF", "ECHO", "HTTP", "SILENT"})
    void aSquatterOnTheStalePortLearnsNothingAndTheDaemonIsFoundLater(Manners manners) throws Exception {
        FakeDaemon first = daemon();
        LastingLink link = open();
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

    @Test
    void whatIsKeptIsSentAgainTheNewestOfEachKey() throws Exception {
        LastingLink link = open();
        for (int i = 0; i < 100; i++) {
            link.keep("tooltip", JsonObject.of("command", "UPDATE_TOOLTIP", "text", "text " + i));
        }
        link.keep("gone", JsonObject.of("command", "UPDATE_ICON", "state", "idle"));
        link.drop("gone");
        for (int round = 0; round < 2; round++) {
            try (FakeDaemon daemon = daemon()) {
                assertThat(Until.holds(
                                LIMIT, () -> daemon.received("UPDATE_TOOLTIP").size() == 1))
                        .isTrue();
                assertThat(daemon.received("UPDATE_TOOLTIP").getLast().text("text"))
                        .contains("text 99");
                link.request(ping(), LIMIT);
                assertThat(daemon.received("UPDATE_ICON")).isEmpty();
                daemon.crash();
            }
        }
        try (FakeDaemon daemon = daemon()) {
            link.request(ping(), LIMIT);
            for (int i = 0; i < 500; i++) {
                link.keep("tooltip", JsonObject.of("command", "UPDATE_TOOLTIP", "text", "new " + i));
            }
            assertThat(Until.holds(LIMIT, () -> daemon.received("UPDATE_TOOLTIP")
                            .getLast()
                            .text("text", "")
                            .equals("new 499")))
                    .isTrue();
            closed(link);
        }
    }

    @Test
    void eventsComeInOrderAndAListenerThatThrowsStays() throws Exception {
        BlockingQueue<DaemonEvent> heard = new LinkedBlockingQueue<>();
        try (FakeDaemon daemon = daemon()) {
            LastingLink link = open();
            link.onEvent(event -> {
                heard.add(event);
                throw new IllegalStateException("a listener of this test fails, which is to be reported");
            });
            Registration second = link.onEvent(heard::add);
            link.request(ping(), LIMIT);
            daemon.tell(new DaemonEvent.Show());
            daemon.tell(JsonObject.of("command", "SOMETHING_NEW", "x", 1));
            daemon.tell(new DaemonEvent.Hide());
            for (DaemonEvent expected : List.of(
                    new DaemonEvent.Show(), new DaemonEvent.Show(), new DaemonEvent.Hide(), new DaemonEvent.Hide())) {
                assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(expected);
            }
            second.close();
            second.close();
            daemon.tell(new DaemonEvent.Settings());
            daemon.tell(new DaemonEvent.Quit());
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(new DaemonEvent.Settings());
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(new DaemonEvent.Quit());
            closed(link);
        }
    }

    @Test
    void aListenerThatBlocksHoldsUpNoCallAndNoReconnect() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        LastingLink link = open();
        try (FakeDaemon daemon = daemon()) {
            link.onEvent(event -> {
                blocked.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            link.request(ping(), LIMIT);
            daemon.tell(new DaemonEvent.Show());
            assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 3_000; i++) {
                daemon.tell(new DaemonEvent.OllamaTest());
            }
            assertThat(link.request(ping(), LIMIT).text("status")).contains("pong");
            daemon.crash();
        }
        try (FakeDaemon daemon = daemon()) {
            assertThat(link.request(ping(), LIMIT).text("status")).contains("pong");
            assertThat(link.state()).isEqualTo(new LinkState.Connected(daemon.instance()));
        }
        link.close();
        release.countDown();
        assertThat(link.awaitEnd(LIMIT)).isTrue();
        await(LinkState.Closed.class);
    }

    @Test
    void aLateListenerHearsTheNewestStateFirstAndAfterTheEndTheLast() throws Exception {
        LastingLink link = open();
        try (FakeDaemon daemon = daemon()) {
            link.request(ping(), LIMIT);
            BlockingQueue<LinkState> late = new LinkedBlockingQueue<>();
            link.onState(late::add);
            assertThat(late.poll(20, TimeUnit.SECONDS)).isEqualTo(new LinkState.Connected(daemon.instance()));
            closed(link);
            assertThat(late.poll(20, TimeUnit.SECONDS)).isEqualTo(new LinkState.Closed());
        }
        List<LinkState> after = new ArrayList<>();
        link.onState(after::add);
        assertThat(after).containsExactly(new LinkState.Closed());
    }

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
            assertThat(daemon.received("PING")).isNotEmpty();
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
            closed(link);
            assertThat(states).hasSize(3);
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
