package online.cloudtolocalllm.cli.chat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import online.cloudtolocalllm.client.AnswerPieces;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.TimeSource;
import org.jspecify.annotations.Nullable;

/** Asks by way of the daemon, which chooses who serves. */
public final class DaemonTalker implements Talker {

    private final UnifiedConnectionService service;
    private final TimeSource time;
    private final AtomicReference<@Nullable AnswerPieces<ChatPiece>> running = new AtomicReference<>();

    /** A talker over this service, which the caller closes. */
    public DaemonTalker(UnifiedConnectionService service, TimeSource time) {
        this.service = service;
        this.time = time;
    }

    @Override
    public void stop() {
        AnswerPieces<ChatPiece> answer = running.get();
        if (answer != null) {
            answer.cancel();
        }
    }

    @Override
    public ChatOutcome ask(ChatRequest request, PieceListener listener) {
        long asked = time.nanoTime();
        try (AnswerPieces<ChatPiece> answer = service.chatStream(request)) {
            running.set(answer);
            return new Reader(answer, request.model(), asked, listener).read();
        } catch (DaemonException e) {
            return outcome(e, "", 0);
        } finally {
            running.set(null);
        }
    }

    private static ChatOutcome outcome(DaemonException e, String servedBy, int characters) {
        String why = String.valueOf(e.getMessage());
        return switch (e) {
            case DaemonException.Unserved unserved -> new ChatOutcome.Refused(unserved.httpStatus(), why);
            case DaemonException.Refused ignored -> new ChatOutcome.Refused(0, why);
            case DaemonException.Broken broken
            when broken.code().equals("cancelled") -> new ChatOutcome.Stopped(characters);
            case DaemonException.NotRunning _,
                    DaemonException.StaleFiles _,
                    DaemonException.NotTheDaemon _,
                    DaemonException.NotStarted _ -> new ChatOutcome.Unreachable(why);
            case DaemonException.Broken _,
                    DaemonException.LinkLost _,
                    DaemonException.NoAnswer _,
                    DaemonException.Closed _,
                    DaemonException.Interrupted _,
                    DaemonException.NotUnderstood _ -> new ChatOutcome.Broken(servedBy, why, characters);
        };
    }

    /** Reads one answer. */
    private final class Reader {
        private final AnswerPieces<ChatPiece> answer;
        private final String model;
        private final long asked;
        private final PieceListener listener;
        private Duration firstPiece = Duration.ZERO;
        private int pieces;
        private int characters;

        Reader(AnswerPieces<ChatPiece> answer, String model, long asked, PieceListener listener) {
            this.answer = answer;
            this.model = model;
            this.asked = asked;
            this.listener = listener;
        }

        ChatOutcome read() {
            String servedBy = "";
            Optional<ChatPiece> last = Optional.empty();
            try {
                Served served = answer.served();
                servedBy = served.connection();
                for (Optional<ChatPiece> piece = answer.next(); piece.isPresent(); piece = answer.next()) {
                    hand(piece.get().thinking(), true);
                    hand(piece.get().content(), false);
                    if (listener.abandoned()) {
                        answer.cancel();
                    }
                    last = piece;
                }
                return answered(served, last);
            } catch (DaemonException e) {
                return outcome(e, servedBy, characters);
            }
        }

        private void hand(String text, boolean thinking) {
            if (text.isEmpty()) {
                return;
            }
            if (pieces == 0) {
                firstPiece = Duration.ofNanos(time.nanoTime() - asked);
            }
            pieces++;
            characters += thinking ? 0 : text.length();
            listener.piece(text, thinking);
        }

        private ChatOutcome answered(Served served, Optional<ChatPiece> last) {
            return new ChatOutcome.Answered(
                    served.connection(),
                    Math.max(1, served.attempts()),
                    List.copyOf(served.tried()),
                    last.flatMap(piece -> piece.json().text("model")).orElse(model),
                    last.flatMap(ChatPiece::finish)
                            .map(finish -> finish.reason())
                            .filter(reason -> !reason.isEmpty())
                            .orElse("stop"),
                    last.flatMap(ChatPiece::finish)
                            .map(finish -> finish.tokensPerSecond())
                            .orElse(OptionalDouble.empty()),
                    firstPiece,
                    pieces);
        }
    }
}
