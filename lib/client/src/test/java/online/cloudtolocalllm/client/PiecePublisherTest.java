package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.PieceTaker.Signal;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of Reactive Streams, by their numbers. */
class PiecePublisherTest {

    private static final int PIECES = 50;

    @TempDir
    Path folder;

    private Locations locations;
    private UnifiedConnectionService service;
    private FakeDaemon daemon;
    private Flow.Publisher<ChatPiece> publisher;

    @BeforeEach
    void open() throws Exception {
        locations = new Locations(folder.resolve("home"));
        daemon = FakeDaemon.scripted(locations, (request, client) -> {
            if (!request.text("command", "").equals("PROXY_REQUEST")) {
                return false;
            }
            String model = request.object("data").text("model", "");
            client.piece(request, new StreamEvent.Head(200, "local_ollama", 1, List.of(), Map.of()));
            for (int at = 1; at < PIECES && !model.equals("silent"); at++) {
                JsonObject word = JsonObject.of("message", JsonObject.of("content", Integer.toString(at)));
                client.piece(request, new StreamEvent.Chunk(word, ""));
            }
            if (model.equals("whole")) {
                client.piece(request, new StreamEvent.Chunk(JsonObject.of("done", true), ""));
            }
            if (!model.equals("silent")) {
                client.piece(request, new StreamEvent.End());
            }
            return true;
        });
        service = UnifiedConnectionService.open(
                ClientOptions.of(locations, "test/1.0.0").withStart(StartPolicy.NEVER));
        publisher = of("whole");
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        daemon.close();
    }

    private Flow.Publisher<ChatPiece> of(String model) {
        return service.chatPublisher(ChatRequest.of(model, "hi"));
    }

    @Test
    void aSubscriberGetsAllAndOneEnd() throws Exception {
        PieceTaker taker = PieceTaker.subscribe(publisher);
        taker.request(Long.MAX_VALUE);
        assertThat(taker.next()).isInstanceOf(Signal.Subscribed.class);
        for (int at = 1; at < PIECES; at++) {
            assertThat(taker.content()).isEqualTo(Integer.toString(at));
        }
        assertThat(taker.piece().done()).isTrue();
        assertThat(taker.next()).isInstanceOf(Signal.Completed.class);
        taker.request(1);
        taker.hearsNothing();
        assertThat(taker.mostAtOnce()).as("1.3: one signal at a time").isEqualTo(1);
    }

    @Test
    void rule101NoMoreThanWasAskedFor() throws Exception {
        PieceTaker taker = PieceTaker.subscribe(publisher);
        taker.next();
        taker.hearsNothing();
        assertThat(daemon.received("PROXY_REQUEST"))
                .as("nothing is asked before")
                .isEmpty();
        taker.request(2);
        assertThat(taker.content()).isEqualTo("1");
        assertThat(taker.content()).isEqualTo("2");
        taker.hearsNothing();
        taker.request(1);
        assertThat(taker.content()).isEqualTo("3");
        taker.hearsNothing();
    }

    @Test
    void rule105TheEndNeedsNoDemand() throws Exception {
        PieceTaker taker = PieceTaker.subscribe(publisher);
        taker.next();
        taker.request(PIECES);
        for (int at = 0; at < PIECES; at++) {
            taker.piece();
        }
        assertThat(taker.next()).isInstanceOf(Signal.Completed.class);
    }

    @Test
    void rule104AFailureIsOneErrorAndTheLastSignal() throws Exception {
        PieceTaker taker = PieceTaker.subscribe(of("cut"));
        taker.next();
        taker.request(PIECES);
        for (int at = 1; at < PIECES; at++) {
            taker.piece();
        }
        assertThat(taker.error()).isInstanceOf(DaemonException.Broken.class);
        taker.request(1);
        taker.hearsNothing();
    }

    @Test
    void rule104ARequestThatCannotBeMadeIsAnError() throws Exception {
        service.close();
        PieceTaker taker = PieceTaker.subscribe(publisher);
        taker.next();
        taker.request(1);
        assertThat(taker.error()).isInstanceOf(DaemonException.Closed.class);
        taker.hearsNothing();
    }

    @Test
    void rule109NobodyIsNoSubscriber() {
        assertThatThrownBy(() -> publisher.subscribe(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void rule109TheSubscriptionComesFirstAndAlone() throws Exception {
        PieceTaker taker = PieceTaker.subscribeAskingAtOnce(publisher, 3);
        assertThat(taker.next()).isInstanceOf(Signal.Subscribed.class);
        assertThat(taker.content()).isEqualTo("1");
        assertThat(taker.mostAtOnce()).as("onSubscribe returned before").isEqualTo(1);
    }

    @Test
    void rule111EverySubscriberHasAnAnswerOfItsOwn() throws Exception {
        PieceTaker one = PieceTaker.subscribe(publisher);
        PieceTaker two = PieceTaker.subscribe(publisher);
        one.next();
        two.next();
        one.request(1);
        two.request(2);
        assertThat(one.content()).isEqualTo("1");
        assertThat(two.content()).isEqualTo("1");
        assertThat(two.content()).isEqualTo("2");
        one.hearsNothing();
        assertThat(daemon.received("PROXY_REQUEST")).hasSize(2);
    }

    @Test
    void rule213ASubscriberThatThrowsIsGone() throws Exception {
        PieceTaker taker =
                PieceTaker.throwing(publisher, new IllegalStateException("a subscriber that fails, on purpose"));
        taker.next();
        taker.request(2);
        taker.piece();
        taker.hearsNothing();
        assertThat(Until.holds(Until.LIMIT, () -> !taker.isRunning())).isTrue();
    }

    @Test
    void rule303AskingInsideOfASignalDoesNotNest() throws Exception {
        PieceTaker taker = PieceTaker.askingForOneMoreEachTime(publisher);
        taker.next();
        taker.request(1);
        for (int at = 0; at < PIECES; at++) {
            taker.piece();
        }
        assertThat(taker.next()).isInstanceOf(Signal.Completed.class);
        assertThat(taker.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void rule305CancellingEndsTheSignalsAndTheRequest() throws Exception {
        PieceTaker taker = PieceTaker.subscribe(of("silent"));
        taker.next();
        taker.request(5);
        assertThat(Until.holds(
                        Until.LIMIT, () -> !daemon.received("PROXY_REQUEST").isEmpty()))
                .isTrue();
        taker.cancel();
        taker.cancel();
        taker.request(1);
        taker.request(-1);
        assertThat(Until.holds(Until.LIMIT, () -> daemon.received("CANCEL").size() == 1))
                .isTrue();
        taker.hearsNothing();
    }

    @Test
    void rule306WhoeverCancelsBeforeAskingIsAskedForNothing() throws Exception {
        PieceTaker taker = PieceTaker.subscribe(publisher);
        taker.next();
        taker.cancel();
        taker.request(1);
        taker.hearsNothing();
        assertThat(daemon.received("PROXY_REQUEST")).isEmpty();
    }

    /** Also whoever asks for something impossible wants no answer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rule305WhoeverLeavesWhileTheLinkIsAwaitedSendsNothing(boolean cancels) throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        PieceTaker taker = PieceTaker.subscribe(new PiecePublisher<ChatPiece>(() -> {
            try (LastingLink nowhere =
                    LastingLink.open(ClientOptions.of(new Locations(folder.resolve("elsewhere")), "test/1.0.0")
                            .withStart(StartPolicy.NEVER))) {
                waiting.countDown();
                return new Talks(new ProxyCalls(nowhere, Duration.ofDays(1))).chatStream(ChatRequest.of("whole", "hi"));
            } finally {
                over.countDown();
            }
        }));
        taker.next();
        taker.request(1);
        assertThat(waiting.await(Until.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        if (cancels) {
            taker.cancel();
        } else {
            taker.request(0);
        }
        assertThat(over.await(Until.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        if (!cancels) {
            assertThat(taker.error()).isInstanceOf(IllegalArgumentException.class);
        }
        taker.hearsNothing();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void rule309NothingAndLessCannotBeAskedFor(long demand) throws Exception {
        PieceTaker early = PieceTaker.subscribe(publisher);
        early.next();
        early.request(demand);
        assertThat(early.error()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3.9");

        PieceTaker late = PieceTaker.subscribe(of("silent"));
        late.next();
        late.request(1);
        assertThat(Until.holds(
                        Until.LIMIT, () -> !daemon.received("PROXY_REQUEST").isEmpty()))
                .isTrue();
        late.request(demand);
        assertThat(late.error()).isInstanceOf(IllegalArgumentException.class);
        late.request(1);
        late.hearsNothing();
    }

    @Test
    void rule317EnoughIsForEver() throws Exception {
        PieceTaker taker = PieceTaker.subscribe(publisher);
        taker.next();
        taker.request(Long.MAX_VALUE);
        taker.request(Long.MAX_VALUE);
        taker.request(1);
        for (int at = 0; at < PIECES; at++) {
            taker.piece();
        }
        assertThat(taker.next()).isInstanceOf(Signal.Completed.class);
    }
}
