package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Script;
import online.cloudtolocalllm.testkit.ipc.FakePeer;
import org.junit.jupiter.api.Test;

/** Streamed answers over a link. */
class StreamsTest extends HomeScene {

    private static final JsonObject CALL = JsonObject.of("command", "PROXY_REQUEST", "stream", true);
    private static final StreamEvent HEAD = new StreamEvent.Head(200, "local_ollama", 1, List.of(), Map.of());

    private static StreamEvent chunk(String text) {
        return new StreamEvent.Chunk(JsonObject.of("t", text), "");
    }

    private FakeDaemon daemon(Script script) throws IOException {
        return FakeDaemon.scripted(
                locations,
                (request, client) ->
                        request.text("command", "").equals("PROXY_REQUEST") && script.handle(request, client));
    }

    private static AnswerStream stream(DaemonLink link) throws DaemonException {
        return link.stream(CALL, Deadline.after(Until.LIMIT));
    }

    private static void pieces(FakePeer client, JsonObject request, StreamEvent... pieces) throws IOException {
        for (StreamEvent piece : pieces) {
            client.piece(request, piece);
        }
    }

    @Test
    void piecesComeInOrderBesideOtherCallsAndUnknownOnesArePassedOver() throws Exception {
        try (FakeDaemon daemon = daemon((request, client) -> {
                    client.piece(request, HEAD);
                    client.send(JsonObject.of("id", request.get("id").orElseThrow(), "event", "weather"));
                    pieces(client, request, chunk("a"), new StreamEvent.Text("no JSON", ""), new StreamEvent.End());
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations);
                AnswerStream one = stream(link);
                AnswerStream two = stream(link)) {
            assertThat(link.request(JsonObject.of("command", "PING")).text("status"))
                    .contains("pong");
            for (AnswerStream stream : List.of(two, one)) {
                assertThat(stream.next()).isEqualTo(HEAD);
                assertThat(stream.next()).isEqualTo(chunk("a"));
                assertThat(stream.next()).isEqualTo(new StreamEvent.Text("no JSON", ""));
                assertThat(stream.next()).isEqualTo(new StreamEvent.End());
                assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);
            }
            Runnable close = one::close;
            close.run();
            assertThat(daemon.received("CANCEL")).isEmpty();
        }
    }

    @Test
    void creditIsGivenBackAsPiecesAreTakenAndNeverBefore() throws Exception {
        int size = 100_000;
        StreamEvent big = chunk("x".repeat(size));
        try (FakeDaemon daemon = daemon((request, client) -> {
                    for (int i = 0; i < 10; i++) {
                        client.piece(request, big);
                    }
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations);
                AnswerStream stream = stream(link)) {
            link.request(JsonObject.of("command", "PING"));
            assertThat(daemon.received("CREDIT")).isEmpty();
            for (int i = 0; i < 9; i++) {
                assertThat(stream.next()).isEqualTo(big);
            }
            long taken = 9 * (big.toJson(new JsonNumber("1")).toJson().length() + 1L);
            assertThat(Until.holds(Until.LIMIT, () -> credit(daemon) > taken - AnswerStream.CREDIT_BYTES / 4))
                    .isTrue();
            assertThat(credit(daemon)).isLessThanOrEqualTo(taken);
        }
    }

    private static long credit(FakeDaemon daemon) {
        return daemon.received("CREDIT").stream()
                .mapToLong(line -> line.integer("bytes").orElse(0))
                .sum();
    }

    @Test
    void aDaemonThatIgnoresItsCreditIsCutShortAndOnlyThere() throws Exception {
        StreamEvent big = chunk("x".repeat(900_000));
        try (FakeDaemon daemon = daemon((request, client) -> {
                    pieces(client, request, big, big, big, big, big, big);
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations);
                AnswerStream stream = stream(link)) {
            link.request(JsonObject.of("command", "PING"));
            for (int i = 0; i < 4; i++) {
                assertThat(stream.next()).isEqualTo(big);
            }
            assertThatThrownBy(stream::next)
                    .isInstanceOfSatisfying(DaemonException.Broken.class, e -> assertThat(e.code())
                            .isEqualTo("too_much"));
            link.request(JsonObject.of("command", "PING"));
            assertThat(daemon.received("CANCEL")).hasSize(1);
        }
    }

    @Test
    void aLostLinkIsToldAfterWhatCameBefore() throws Exception {
        try (FakeDaemon daemon = daemon((request, client) -> {
                    pieces(client, request, HEAD, chunk("a"));
                    client.drop();
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations);
                AnswerStream stream = stream(link)) {
            assertThat(stream.next()).isEqualTo(HEAD);
            assertThat(stream.next()).isEqualTo(chunk("a"));
            for (int i = 0; i < 2; i++) {
                DaemonException e = catchThrowableOfType(DaemonException.class, stream::next);
                assertThat(e).isInstanceOf(DaemonException.LinkLost.class);
                assertThat(e.effect()).isEqualTo(Effect.UNKNOWN);
            }
            assertThat(daemon.received()).hasSize(1);
            assertThatThrownBy(() -> stream(link))
                    .isInstanceOfSatisfying(DaemonException.LinkLost.class, lost -> assertThat(lost.effect())
                            .isEqualTo(Effect.NONE));
        }
    }

    @Test
    void aRefusalAndAPlainReplyAreNoStreams() throws Exception {
        try (FakeDaemon daemon = daemon((request, client) -> {
                    client.reply(
                            request,
                            request.has("plain")
                                    ? JsonObject.of("result", 1)
                                    : JsonObject.of("error", "no", "code", "bad_path"));
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations);
                AnswerStream refused = stream(link);
                AnswerStream plain = link.stream(CALL.with("plain", true), Deadline.after(Until.LIMIT))) {
            assertThatThrownBy(refused::next)
                    .isInstanceOfSatisfying(DaemonException.Refused.class, e -> assertThat(e.code())
                            .isEqualTo("bad_path"));
            assertThatThrownBy(plain::next).isInstanceOf(DaemonException.NotUnderstood.class);
            assertThat(daemon.received()).hasSize(2);
        }
    }

    @Test
    void cancellingAsksOnceAndTheDaemonHasTheLastWord() throws Exception {
        StreamEvent cancelled = new StreamEvent.Failed("cancelled", "It was cancelled.", OptionalInt.empty());
        try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> {
                    if (request.text("command", "").equals("CANCEL")) {
                        pieces(client, request, chunk("late"), cancelled, chunk("much too late"));
                        return true;
                    }
                    return request.text("command", "").equals("PROXY_REQUEST");
                });
                DaemonLink link = DaemonLink.open(locations);
                AnswerStream stream = stream(link)) {
            link.request(JsonObject.of("command", "PING"));
            stream.cancel();
            stream.cancel();
            assertThat(stream.next()).isEqualTo(chunk("late"));
            assertThat(stream.next()).isEqualTo(cancelled);
            stream.cancel();
            link.request(JsonObject.of("command", "PING"));
            assertThat(daemon.received("CANCEL"))
                    .extracting(request -> request.integer("id").orElse(0))
                    .containsExactly(1L);
        }
    }

    @Test
    void closingCancelsAndWakesWhoeverWaits() throws Exception {
        try (FakeDaemon daemon = daemon((request, client) -> true);
                DaemonLink link = DaemonLink.open(locations);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AnswerStream stream = stream(link);
            CountDownLatch begun = new CountDownLatch(1);
            Future<DaemonException> failure = threads.submit(() -> {
                begun.countDown();
                return catchThrowableOfType(DaemonException.class, stream::next);
            });
            begun.await();
            link.request(JsonObject.of("command", "PING"));
            stream.close();
            stream.close();
            assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(DaemonException.Closed.class);
            link.request(JsonObject.of("command", "PING"));
            assertThat(daemon.received("CANCEL")).hasSize(1);
        }
    }

    @Test
    void anInterruptedReaderMayReadOn() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (FakeDaemon daemon = daemon((request, client) -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    client.piece(request, HEAD);
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations);
                AnswerStream stream = stream(link)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(stream::next).isInstanceOf(DaemonException.Interrupted.class);
            assertThat(Thread.interrupted()).isTrue();
            go.countDown();
            assertThat(stream.next()).isEqualTo(HEAD);
            assertThat(daemon.received("CANCEL")).isEmpty();
        }
    }

    @Test
    void aSlowReaderOfOneStreamHoldsUpNobody() throws Exception {
        try (FakeDaemon daemon = daemon((request, client) -> {
                    for (int i = 0; i < 10; i++) {
                        client.piece(request, chunk("x".repeat(100_000)));
                    }
                    client.piece(request, new StreamEvent.End());
                    return true;
                });
                DaemonLink link = DaemonLink.open(locations);
                AnswerStream slow = stream(link);
                AnswerStream quick = stream(link)) {
            while (!(quick.next() instanceof StreamEvent.End)) {
                assertThat(link.request(JsonObject.of("command", "PING"), Duration.ofSeconds(20))
                                .text("status"))
                        .contains("pong");
            }
            while (!(slow.next() instanceof StreamEvent.End)) {
                assertThat(daemon.clients()).hasSize(1);
            }
        }
    }
}
