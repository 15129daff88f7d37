package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Script;
import org.junit.jupiter.api.Test;

/** Many threads on one link, and lines that would end it. */
class ManyCallsTest extends HomeScene {

    private static final int THREADS = 100;

    /** A call that is given up before it has left is taken back, and nobody hears of it. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(2);

    private FakeDaemon daemon(Script script) throws Exception {
        return FakeDaemon.scripted(
                locations,
                (request, client) -> !request.text("command", "").equals("PING") && script.handle(request, client));
    }

    private static JsonObject work(int number) {
        return JsonObject.of("command", "WORK", "number", number);
    }

    @Test
    void everyCallGetsItsOwnAnswerWhateverTheirOrder() throws Exception {
        ConcurrentLinkedDeque<JsonObject> waiting = new ConcurrentLinkedDeque<>();
        try (FakeDaemon daemon = daemon((request, client) -> {
                    waiting.push(request);
                    if (waiting.size() == THREADS) {
                        for (JsonObject next : waiting) {
                            client.reply(
                                    next,
                                    JsonObject.of("seen", next.get("number").orElseThrow()));
                        }
                    }
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonObject>> replies = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                JsonObject command = work(i);
                replies.add(threads.submit(() -> link.request(command, Until.LIMIT)));
            }
            for (int i = 0; i < THREADS; i++) {
                assertThat(replies.get(i).get(20, TimeUnit.SECONDS).integer("seen"))
                        .hasValue(i);
            }
            assertThat(daemon.clients()).hasSize(1);
        }
    }

    @Test
    void aDeadLinkEndsAllCallsAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(THREADS);
        try (FakeDaemon daemon = daemon((request, client) -> {
                    asked.countDown();
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<DaemonException>> failures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                JsonObject command = work(i);
                failures.add(threads.submit(() -> catchThrowableOfType(
                        DaemonException.class, () -> link.request(command, Duration.ofDays(1_000_000)))));
            }
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            daemon.dropClients();
            for (Future<DaemonException> failure : failures) {
                assertThat(failure.get(20, TimeUnit.SECONDS))
                        .isInstanceOf(DaemonException.LinkLost.class)
                        .returns(Effect.UNKNOWN, DaemonException::effect);
            }
            assertThatThrownBy(() -> link.request(work(0)))
                    .isInstanceOfSatisfying(DaemonException.LinkLost.class, e -> assertThat(e.effect())
                            .isEqualTo(Effect.NONE));
        }
    }

    @Test
    void callsThatRaceWithTheEndAllEnd() throws Exception {
        for (int round = 0; round < 30; round++) {
            try (FakeDaemon daemon = daemon((request, client) -> true);
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                DaemonLink link = DaemonLink.open(locations);
                List<Future<DaemonException>> failures = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    JsonObject command = work(i);
                    failures.add(threads.submit(() -> catchThrowableOfType(
                            DaemonException.class, () -> link.request(command, Duration.ofDays(1)))));
                }
                if (round % 2 == 0) {
                    daemon.dropClients();
                } else {
                    link.close();
                }
                for (Future<DaemonException> failure : failures) {
                    assertThat(failure.get(20, TimeUnit.SECONDS))
                            .isInstanceOfAny(DaemonException.LinkLost.class, DaemonException.Closed.class);
                }
                link.close();
            }
        }
    }

    @Test
    void linesThatTheDaemonWouldNotTakeAreNotSent() throws Exception {
        JsonObject deep = JsonObject.EMPTY;
        for (int i = 0; i < 100_000; i++) {
            deep = JsonObject.of("x", deep);
        }
        JsonObject nested = deep;
        JsonObject proxy = JsonObject.of("data", "x".repeat(16 * 1024 * 1024), "command", "PROXY_REQUEST");
        try (FakeDaemon daemon = daemon((request, client) -> false);
                DaemonLink link = DaemonLink.open(locations)) {
            for (JsonObject command : List.of(
                    proxy,
                    JsonObject.of("command", "UPDATE_TOOLTIP", "text", "x".repeat(64 * 1024)),
                    JsonObject.of("command", "PROXY_REQUEST", "data", nested))) {
                assertThatThrownBy(() -> link.request(command)).isInstanceOf(DaemonException.Refused.class);
                assertThatThrownBy(() -> link.stream(command, Deadline.after(Until.LIMIT)))
                        .isInstanceOf(DaemonException.Refused.class);
            }
            assertThat(daemon.received()).isEmpty();
            assertThat(link.request(JsonObject.of("command", "PING")).text("status"))
                    .contains("pong");
        }
    }

    @Test
    void aLongLineGoesAndAnOverlongAnswerEndsTheLink() throws Exception {
        try (FakeDaemon daemon = daemon((request, client) -> {
                    client.reply(request, JsonObject.of("x", "x".repeat(request.has("data") ? 10 : 18 * 1024 * 1024)));
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations)) {
            JsonObject big = JsonObject.of("data", "x".repeat(16 * 1024 * 1024 - 1_000), "command", "PROXY_REQUEST");
            assertThat(link.request(big, Until.LIMIT).text("x")).isPresent();
            assertThat(daemon.received().getFirst().fields().keySet()).containsExactly("command", "id", "data");
            assertThatThrownBy(() -> link.request(work(1), Until.LIMIT))
                    .isInstanceOf(DaemonException.LinkLost.class)
                    .hasMessageContaining("longer than");
        }
    }

    @Test
    void theDaemonsLastWordsAreTheReason() throws Exception {
        try (FakeDaemon daemon = daemon((request, client) -> {
                    client.send(JsonObject.of("error", "The line is not to my taste", "code", "bad_line"));
                    client.drop();
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations)) {
            assertThatThrownBy(() -> link.request(work(1)))
                    .isInstanceOf(DaemonException.LinkLost.class)
                    .hasMessageContaining("not to my taste");
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void aCallThatIsGivenUpIsCancelledWhereThatIsPossibleAndItsAnswerPassedOver() throws Exception {
        try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> {
                    if (request.text("command", "").equals("CANCEL")) {
                        client.reply(request, JsonObject.of("error", "It was cancelled.", "code", "cancelled"));
                    }
                    return !request.text("command", "").equals("PING");
                });
                DaemonLink link = DaemonLink.open(locations)) {
            for (String command : List.of("WORK", "PROXY_REQUEST")) {
                assertThatThrownBy(() -> link.request(JsonObject.of("command", command), LEAVES_WITHIN))
                        .isInstanceOf(DaemonException.NoAnswer.class);
            }
            assertThat(link.request(JsonObject.of("command", "PING")).text("status"))
                    .contains("pong");
            assertThat(daemon.received("CANCEL")).hasSize(1);
        }
    }

    @Test
    void aDaemonThatReadsNothingHoldsCallersNoLongerThanTheirLimits() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (FakeDaemon daemon = daemon((request, client) -> {
                    await(end);
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations)) {
            try {
                JsonObject big = JsonObject.of("command", "PROXY_REQUEST", "data", "x".repeat(15 * 1024 * 1024));
                assertThatThrownBy(() -> link.request(work(1), LEAVES_WITHIN))
                        .isInstanceOf(DaemonException.NoAnswer.class);
                assertThatThrownBy(() -> link.request(big, Duration.ofSeconds(3)))
                        .isInstanceOfSatisfying(DaemonException.NoAnswer.class, e -> assertThat(e.effect())
                                .isEqualTo(Effect.UNKNOWN));
                assertThatThrownBy(() -> link.request(work(2), Duration.ofMillis(50)))
                        .as("it waits behind the big one")
                        .isInstanceOfSatisfying(DaemonException.NoAnswer.class, e -> assertThat(e.effect())
                                .isEqualTo(Effect.NONE));
            } finally {
                end.countDown();
            }
            assertThat(daemon.received("WORK")).hasSize(1);
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
