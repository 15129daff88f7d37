package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;

/** How streamed answers end. */
class AnswerPiecesTest extends ServiceScene {

    private static final StreamEvent HEAD = new StreamEvent.Head(200, "local_ollama", 1, List.of(), Map.of());
    private static final StreamEvent END = new StreamEvent.End();

    private FakeDaemon daemon(StreamEvent... events) throws Exception {
        return FakeDaemon.scripted(locations, (request, client) -> {
            if (!request.text("command", "").equals("PROXY_REQUEST")) {
                return false;
            }
            for (StreamEvent event : events) {
                client.piece(request, event);
            }
            return true;
        });
    }

    private static StreamEvent word(String content) {
        return new StreamEvent.Chunk(
                JsonObject.of("message", JsonObject.of("role", "assistant", "content", content), "done", false), "");
    }

    private static StreamEvent last() {
        return new StreamEvent.Chunk(JsonObject.of("done", true, "done_reason", "stop"), "");
    }

    private AnswerPieces<ChatPiece> chat() throws DaemonException {
        return service.chatStream(ChatRequest.of("tiny", "hi"));
    }

    /** Reads to the end. */
    private static DaemonException failure(AnswerPieces<ChatPiece> pieces) {
        return catchThrowableOfType(DaemonException.class, () -> {
            while (pieces.next().isPresent()) {
                // The pieces before do not matter.
            }
        });
    }

    private void breaksWith(String code, StreamEvent... events) throws Exception {
        try (FakeDaemon daemon = daemon(events);
                AnswerPieces<ChatPiece> pieces = chat()) {
            DaemonException e = failure(pieces);
            assertThat(e).isInstanceOf(DaemonException.Broken.class);
            assertThat(((DaemonException.Broken) e).code()).isEqualTo(code);
            assertThat(e.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(failure(pieces)).as("it is said again").isSameAs(e);
            assertThat(pieces.served().connection()).as("who began is known").isEqualTo("local_ollama");
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void aStreamThatEndsWithoutItsLastPieceIsBroken() throws Exception {
        breaksWith("cut_off", HEAD, word("Hel"), END);
    }

    @Test
    void aStreamThatEndsWithNothingIsBroken() throws Exception {
        breaksWith("cut_off", HEAD, END);
    }

    @Test
    void anErrorInTheStreamBreaksIt() throws Exception {
        breaksWith(
                "upstream_error",
                HEAD,
                word("Hel"),
                new StreamEvent.Chunk(JsonObject.of("error", "out of memory"), ""),
                END);
    }

    @Test
    void whatIsNoLineOfTheApiBreaksIt() throws Exception {
        breaksWith("not_understood", HEAD, new StreamEvent.Text("<html>", ""), END);
    }

    @Test
    void jsonThatIsNoObjectBreaksIt() throws Exception {
        breaksWith("not_understood", HEAD, new StreamEvent.Chunk(new JsonText("x"), ""), END);
    }

    @Test
    void theDaemonsOwnWordThatItBrokeIsPassedOn() throws Exception {
        breaksWith(
                "stream_broken",
                HEAD,
                word("Hel"),
                last(),
                new StreamEvent.Failed("stream_broken", "Gone.", OptionalInt.empty()));
    }

    @Test
    void nothingComesBehindTheLastPiece() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, last(), word("more"), END);
                AnswerPieces<ChatPiece> pieces = chat()) {
            assertThat(pieces).hasSize(1);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void whereNobodyAnsweredThereIsNoHead() throws Exception {
        try (FakeDaemon daemon = daemon(new StreamEvent.Failed("no_connection", "Nobody is up.", OptionalInt.of(503)));
                AnswerPieces<ChatPiece> pieces = chat()) {
            DaemonException.Unserved e = catchThrowableOfType(DaemonException.Unserved.class, pieces::served);
            assertThat(e).hasMessage("Nobody is up.");
            assertThat(e.httpStatus()).isEqualTo(503);
            assertThat(e.effect()).isEqualTo(Effect.NONE);
            assertThat(e.served()).isEqualTo(Served.NOBODY);
            assertThat(failure(pieces)).isSameAs(e);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void aRequestThatTheDaemonRefusesWasNotSentOn() throws Exception {
        try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> {
                    client.reply(request, JsonObject.of("error", "No such thing.", "code", "bad_request"));
                    return true;
                });
                AnswerPieces<ChatPiece> pieces = chat()) {
            DaemonException e = failure(pieces);
            assertThat(e).isInstanceOf(DaemonException.Refused.class).hasMessage("No such thing.");
            assertThat(e.effect()).isEqualTo(Effect.NONE);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void aLinkThatIsLostLosesTheAnswer() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("Hel"));
                AnswerPieces<ChatPiece> pieces = chat()) {
            assertThat(pieces.next().map(ChatPiece::content)).contains("Hel");
            daemon.dropClients();
            DaemonException e = failure(pieces);
            assertThat(e).isInstanceOf(DaemonException.LinkLost.class);
            assertThat(e.effect()).isEqualTo(Effect.UNKNOWN);
        }
    }

    @Test
    void aLookAheadTakesNothing() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("a"), word("b"), word("c"), last(), END);
                AnswerPieces<ChatPiece> pieces = chat()) {
            Iterator<ChatPiece> one = pieces.iterator();
            Iterator<ChatPiece> other = pieces.iterator();
            assertThat(one.hasNext()).isTrue();
            assertThat(other.hasNext()).isTrue();
            assertThat(other.next().content()).isEqualTo("a");
            assertThat(one.hasNext()).isTrue();
            assertThat(pieces.next().map(ChatPiece::content)).contains("b");
            assertThat(one.next().content()).isEqualTo("c");
            assertThat(one.next().done()).isTrue();
            assertThat(other.hasNext()).isFalse();
            assertThatThrownBy(other::next).isInstanceOf(NoSuchElementException.class);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void iteratorsThrowWhatNextThrows() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("Hel"), END);
                AnswerPieces<ChatPiece> pieces = chat()) {
            Iterator<ChatPiece> iterator = pieces.iterator();
            assertThat(iterator.next().content()).isEqualTo("Hel");
            assertThatThrownBy(iterator::hasNext)
                    .isInstanceOfSatisfying(UncheckedDaemonException.class, e -> assertThat(e.failure())
                            .isInstanceOf(DaemonException.Broken.class));
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    @SuppressWarnings("try")
    void cancellingWakesAReaderThatWaitsForTheFirstPiece() throws Exception {
        try (FakeDaemon daemon = daemon();
                AnswerPieces<ChatPiece> pieces = chat();
                ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch reading = new CountDownLatch(1);
            Future<DaemonException> outcome = other.submit(() -> {
                reading.countDown();
                return failure(pieces);
            });
            reading.await();
            assertThat(Until.holds(
                            Until.LIMIT, () -> !daemon.received("PROXY_REQUEST").isEmpty()))
                    .isTrue();
            pieces.close();
            pieces.close();
            assertThat(outcome.get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(DaemonException.Broken.class, e -> assertThat(e.code())
                            .isEqualTo("cancelled"));
            assertThat(Until.holds(Until.LIMIT, () -> daemon.received("CANCEL").size() == 1))
                    .isTrue();
        }
    }

    @Test
    @SuppressWarnings("try")
    void theEndOfTheServiceEndsWhatRuns() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("Hel"));
                TrayService tray = TrayService.open(
                        ClientOptions.of(locations, "chat/1.0.0").withStart(StartPolicy.NEVER));
                UnifiedConnectionService shared = UnifiedConnectionService.over(tray);
                AnswerPieces<ChatPiece> pieces = shared.chatStream(ChatRequest.of("tiny", "hi"))) {
            assertThat(pieces.next()).isPresent();
            shared.close();
            assertThat(failure(pieces)).isInstanceOf(DaemonException.Closed.class);
            assertThat(tray.awaitConnected(Until.LIMIT))
                    .as("the link is the tray's")
                    .isTrue();
            assertThat(Until.holds(Until.LIMIT, () -> !daemon.received("CANCEL").isEmpty()))
                    .isTrue();
        }
    }

    @Test
    void anInterruptedReaderCanGoOn() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("Hel"));
                AnswerPieces<ChatPiece> pieces = chat()) {
            assertThat(pieces.next()).isPresent();
            Thread.currentThread().interrupt();
            assertThat(failure(pieces)).isInstanceOfAny(DaemonException.Interrupted.class);
            assertThat(Thread.interrupted()).isTrue();
            JsonObject request = daemon.received("PROXY_REQUEST").getFirst();
            daemon.clients().getFirst().piece(request, last());
            daemon.clients().getFirst().piece(request, END);
            assertThat(pieces).hasSize(1);
        }
    }
}
