package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import online.cloudtolocalllm.client.AnswerPieces;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.Test;

/** A window dies in the middle of an answer, and the next one reads it on. */
class KeptAnswersTest {

    private static final int PIECES = 200;

    private static List<String> lines(int count, String word) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"message\":{\"role\":\"assistant\",\"content\":\"" + i + word + "\"},\"done\":"
                        + (i == count - 1) + "}")
                .toList();
    }

    private static UnifiedConnectionService service(TemporaryHome home) {
        return UnifiedConnectionService.open(
                ClientOptions.of(home.locations(), "test/2").withStart(StartPolicy.NEVER));
    }

    /** Takes the rest. */
    private static List<String> rest(AnswerPieces<ChatPiece> pieces) throws DaemonException {
        List<String> taken = new ArrayList<>();
        for (Optional<ChatPiece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
            taken.add(piece.get().content());
        }
        return taken;
    }

    @Test
    void whatAKilledProgramWasReadingIsReadOnWithoutAGapOrAWordTwice() throws Exception {
        Gate gate = new Gate();
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                TemporaryHome home = TemporaryHome.with(Connections.none().local(upstream.url()));
                DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway.of(daemon).await(Gateway.LOCAL, HealthState.UP);
            upstream.on(Gateway.CHAT, Reply.ndjson(lines(PIECES, "")).holdAfter(PIECES / 2, gate));
            List<String> taken;
            String kept;
            try (AppProcess window =
                    AppProcess.start(Command.java(Programs.CLASS_PATH, KeptReaderProgram.class.getName())
                            .in(home))) {
                kept = window.awaitOutputLine(line -> line.startsWith(KeptReaderProgram.NAME))
                        .substring(KeptReaderProgram.NAME.length());
                window.awaitOutputLine(line -> line.equals(KeptReaderProgram.PIECE + "20"));
                window.kill();
                taken = new ArrayList<>(window.outputLines().stream()
                        .filter(line -> line.startsWith(KeptReaderProgram.PIECE))
                        .map(line -> line.substring(KeptReaderProgram.PIECE.length()))
                        .toList());
            }
            assertThat(kept).hasSize(43);
            try (UnifiedConnectionService service = service(home);
                    AnswerPieces<ChatPiece> pieces = service.attachChat(kept, taken.size())) {
                assertThat(pieces.served().connection()).isEqualTo(Gateway.LOCAL);
                assertThat(Until.holds(Until.LIMIT, () -> running(service) == 1))
                        .as("it counts as running")
                        .isTrue();
                gate.open();
                taken.addAll(rest(pieces));
                assertThat(taken)
                        .isEqualTo(IntStream.range(0, PIECES)
                                .mapToObj(String::valueOf)
                                .toList());
                assertThat(pieces.taken()).isEqualTo(PIECES);
            }
            assertThat(upstream.requests(Gateway.CHAT)).as("it was asked once").hasSize(1);
        } finally {
            gate.open();
        }
    }

    private static long running(UnifiedConnectionService service) {
        try {
            return service.status().requestsRunning();
        } catch (DaemonException e) {
            throw new AssertionError("the daemon does not answer", e);
        }
    }

    @Test
    void moreAnswersThanFitAreLeftAndAllComeWholeFromADaemonWithItsUsualMemory() throws Exception {
        int count = 600;
        List<String> lines = lines(count, "x".repeat(10_000));
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                TemporaryHome home = TemporaryHome.with(Connections.none().local(upstream.url()));
                DaemonProcess daemon = Programs.startDaemon(home);
                UnifiedConnectionService service = service(home)) {
            Gateway.of(daemon).await(Gateway.LOCAL, HealthState.UP);
            upstream.always(Gateway.CHAT, Reply.ndjson(lines));
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                try (AnswerPieces<ChatPiece> pieces = service.keptChat(ChatRequest.of("tiny", "hi"))) {
                    assertThat(pieces.next()).isPresent();
                    pieces.kept().ifPresent(names::add);
                    pieces.leave();
                }
            }
            assertThat(names).as("16 MiB are full").hasSizeBetween(4, 8);
            for (String name : names) {
                try (AnswerPieces<ChatPiece> pieces = service.attachChat(name, 0)) {
                    assertThat(rest(pieces)).hasSize(count);
                    assertThat(pieces.taken()).isEqualTo(count);
                }
            }
            try (AnswerPieces<ChatPiece> gone = service.attachChat("no such name", 0)) {
                assertThat(catchThrowableOfType(DaemonException.Refused.class, gone::next)
                                .code())
                        .isEqualTo("not_kept");
            }
        }
    }
}
