package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;

/** Chats that the daemon keeps: begun, lost, left and read on. */
class KeptChatTest extends ServiceScene {

    private static final String NAME = "a-name";
    private static final StreamEvent HEAD = new StreamEvent.Head(200, "local_ollama", 1, List.of(), Map.of(), NAME);
    private static final StreamEvent END = new StreamEvent.End();

    private static StreamEvent word(String content) {
        return new StreamEvent.Chunk(
                JsonObject.of("message", JsonObject.of("role", "assistant", "content", content), "done", false), "");
    }

    private static StreamEvent last() {
        return new StreamEvent.Chunk(JsonObject.of("done", true, "done_reason", "stop"), "");
    }

    /** A daemon that says this to whoever asks or attaches. */
    private FakeDaemon daemon(StreamEvent... events) throws Exception {
        awaitNobody();
        return FakeDaemon.scripted(locations, (request, client) -> {
            String command = request.text("command", "");
            if (!command.equals("PROXY_REQUEST") && !command.equals("ATTACH_STREAM")) {
                return command.equals("LEAVE") || command.equals("CANCEL");
            }
            for (StreamEvent event : events) {
                client.piece(request, event);
            }
            return true;
        });
    }

    private FakeDaemon refusing(JsonObject refusal) throws Exception {
        return new FakeDaemon(
                locations,
                FakeDaemon.Manners.GOOD,
                request ->
                        request.text("command", "").equals("ATTACH_STREAM") ? Optional.of(refusal) : Optional.empty());
    }

    private static String next(AnswerPieces<ChatPiece> pieces) throws DaemonException {
        return pieces.next().orElseThrow().content();
    }

    @Test
    void itIsAskedForAndItsNameIsKnownWithTheHead() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("a"), last(), END);
                AnswerPieces<ChatPiece> pieces = service.keptChat(HI)) {
            assertThat(next(pieces)).isEqualTo("a");
            assertThat(pieces.kept()).contains(NAME);
            assertThat(pieces.taken()).isOne();
            JsonObject request = daemon.received("PROXY_REQUEST").getFirst();
            assertThat(request.flag("keep", false)).isTrue();
            assertThat(request.flag("stream", false)).isTrue();
        }
    }

    @Test
    void withoutRoomItIsAnAnswerAsAnyOther() throws Exception {
        StreamEvent plain = new StreamEvent.Head(200, "local_ollama", 1, List.of(), Map.of());
        try (FakeDaemon daemon = daemon(plain, word("a"))) {
            AnswerPieces<ChatPiece> pieces = service.keptChat(HI);
            assertThat(next(pieces)).isEqualTo("a");
            assertThat(pieces.kept()).isEmpty();
            pieces.leave();
            assertThat(Until.holds(Until.LIMIT, () -> daemon.received("CANCEL").size() == 1))
                    .as("nobody could read it on")
                    .isTrue();
            assertThat(catchThrowableOfType(DaemonException.Broken.class, pieces::next)
                            .code())
                    .isEqualTo("cancelled");
        }
    }

    @Test
    void onlyGivenPiecesAreTaken() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("a"), word("b"), last(), END);
                AnswerPieces<ChatPiece> pieces = service.keptChat(HI)) {
            assertThat(pieces.taken()).isZero();
            assertThat(pieces.iterator().hasNext()).isTrue();
            assertThat(pieces.taken()).as("looked at is not taken").isZero();
            assertThat(pieces).hasSize(3);
            assertThat(pieces.taken()).isEqualTo(3);
            assertThat(pieces.next()).isEmpty();
            assertThat(pieces.taken()).isEqualTo(3);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void aLostLinkLeavesTheNameAndTheNextLinkReadsOn() throws Exception {
        AnswerPieces<ChatPiece> pieces;
        try (FakeDaemon daemon = daemon(HEAD, word("a"))) {
            pieces = service.keptChat(HI);
            assertThat(next(pieces)).isEqualTo("a");
            daemon.dropClients();
            assertThat(catchThrowableOfType(DaemonException.LinkLost.class, pieces::next))
                    .isNotNull();
            assertThat(pieces.kept()).contains(NAME);
            assertThat(pieces.taken()).isOne();
            pieces.close();
            assertThat(pieces.kept()).contains(NAME);
        }
        try (FakeDaemon daemon = daemon(HEAD, word("b"), last(), END);
                AnswerPieces<ChatPiece> again = service.attachChat(NAME, pieces.taken())) {
            assertThat(again.kept()).contains(NAME);
            assertThat(again.taken()).isOne();
            assertThat(next(again)).isEqualTo("b");
            assertThat(again.taken()).isEqualTo(2);
            assertThat(again.served().connection()).isEqualTo("local_ollama");
            JsonObject request = daemon.received("ATTACH_STREAM").getFirst();
            assertThat(request.text("kept")).contains(NAME);
            assertThat(request.integer("offset")).isEqualTo(OptionalLong.of(1));
        }
    }

    @Test
    void leavingTellsTheDaemonToKeepItAndWakesTheReader() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("a"))) {
            AnswerPieces<ChatPiece> pieces = service.keptChat(HI);
            assertThat(next(pieces)).isEqualTo("a");
            Thread leaver = Thread.startVirtualThread(pieces::leave);
            DaemonException.Broken e = catchThrowableOfType(DaemonException.Broken.class, pieces::next);
            assertThat(e.code()).isEqualTo("left");
            leaver.join();
            assertThat(Until.holds(Until.LIMIT, () -> daemon.received("LEAVE").size() == 1))
                    .isTrue();
            pieces.cancel();
            pieces.close();
            assertThat(catchThrowableOfType(DaemonException.class, service::status))
                    .as("its answer comes behind whatever was said before")
                    .isInstanceOf(DaemonException.Refused.class);
            assertThat(daemon.received("CANCEL"))
                    .as("it is left, and not ended")
                    .isEmpty();
            assertThat(pieces.kept()).contains(NAME);
        }
    }

    @Test
    void closingEndsItAsAnyOther() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("a"))) {
            AnswerPieces<ChatPiece> pieces = service.attachChat(NAME, 0);
            assertThat(next(pieces)).isEqualTo("a");
            pieces.close();
            pieces.leave();
            assertThat(Until.holds(Until.LIMIT, () -> daemon.received("CANCEL").size() == 1))
                    .isTrue();
            assertThat(daemon.received("LEAVE")).isEmpty();
        }
    }

    @Test
    void aServiceThatIsClosedLeavesIt() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("a"))) {
            AnswerPieces<ChatPiece> pieces = service.keptChat(HI);
            assertThat(next(pieces)).isEqualTo("a");
            service.close();
            assertThat(catchThrowableOfType(DaemonException.Closed.class, pieces::next))
                    .isNotNull();
            pieces.close();
            assertThat(Until.holds(Until.LIMIT, () -> daemon.clients().isEmpty()))
                    .isTrue();
            assertThat(daemon.received("CANCEL")).isEmpty();
        }
    }

    @Test
    void whoeverTookTheLastPieceIsToldThatItIsWhole() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, END);
                AnswerPieces<ChatPiece> pieces = service.attachChat(NAME, 7)) {
            assertThat(pieces.next()).isEmpty();
            assertThat(pieces.taken()).isEqualTo(7);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void anAttachedAnswerThatEndsInTheMiddleIsBroken() throws Exception {
        try (FakeDaemon daemon = daemon(HEAD, word("a"), END);
                AnswerPieces<ChatPiece> pieces = service.attachChat(NAME, 7)) {
            assertThat(next(pieces)).isEqualTo("a");
            assertThat(catchThrowableOfType(DaemonException.Broken.class, pieces::next)
                            .code())
                    .isEqualTo("cut_off");
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void whatIsGoneIsRefused() throws Exception {
        try (FakeDaemon daemon = refusing(JsonObject.of("error", "It is gone.", "code", "not_kept"));
                AnswerPieces<ChatPiece> pieces = service.attachChat(NAME, 0)) {
            DaemonException.Refused e = catchThrowableOfType(DaemonException.Refused.class, pieces::next);
            assertThat(e.code()).isEqualTo("not_kept");
            assertThat(e.first()).isEmpty();
            assertThat(e.effect()).isEqualTo(Effect.NONE);
            assertThat(e).hasMessage("It is gone.");
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void whereOnlyTheBeginningIsGoneTheFirstPieceIsTold() throws Exception {
        try (FakeDaemon daemon = refusing(JsonObject.of("error", "From 12 on.", "code", "not_kept")
                        .with("first", 12));
                AnswerPieces<ChatPiece> pieces = service.attachChat(NAME, 0)) {
            DaemonException.Refused e = catchThrowableOfType(DaemonException.Refused.class, pieces::next);
            assertThat(e.first()).isEqualTo(OptionalLong.of(12));
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void anotherReaderBreaksIt() throws Exception {
        StreamEvent over = new StreamEvent.Failed("taken_over", "Another reader.", OptionalInt.empty());
        try (FakeDaemon daemon = daemon(HEAD, word("a"), over);
                AnswerPieces<ChatPiece> pieces = service.keptChat(HI)) {
            assertThat(next(pieces)).isEqualTo("a");
            assertThat(catchThrowableOfType(DaemonException.Broken.class, pieces::next)
                            .code())
                    .isEqualTo("taken_over");
            assertThat(daemon.received()).hasSize(1);
        }
    }
}
