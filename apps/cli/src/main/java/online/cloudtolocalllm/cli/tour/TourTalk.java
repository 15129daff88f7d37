package online.cloudtolocalllm.cli.tour;

import java.time.Duration;
import online.cloudtolocalllm.cli.chat.AnswerPrinter;
import online.cloudtolocalllm.cli.chat.ChatOutcome;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.words.Figures;

/** The steps in which questions are asked, as any other tool would ask them. For one thread. */
final class TourTalk {

    private static final String MODEL = "demo";
    private static final int QUESTIONS = 6;
    private static final int KILLED_AFTER = 3;
    private static final int LAST_NUMBER = 9;

    private final TourStage stage;
    private final ChatCall gateway;

    /** Questions to this gateway. */
    TourTalk(TourStage stage, HostPort gateway) {
        this.stage = stage;
        this.gateway = new ChatCall(gateway, stage.inside().time());
    }

    /** One question whose answer is shown as it comes. */
    void question() throws TourFailure {
        String question = "How does failover work?";
        stage.screen().line("> " + question);
        long asked = stage.inside().time().nanoTime();
        ChatOutcome outcome = gateway.ask(
                MODEL, "", question, (text, thinking) -> stage.screen().piece(text));
        stage.screen().endOfAnswer();
        Duration took = Duration.ofNanos(stage.inside().time().nanoTime() - asked);
        ChatOutcome.Answered answered = whole(outcome);
        if (answered.pieces() < 2 || answered.firstPiece().compareTo(took.dividedBy(2)) > 0) {
            throw new TourFailure("the answer came in one go and not word by word");
        }
        expectFrom(TourStage.LOCAL, answered);
        stage.screen().line(AnswerPrinter.line(answered));
        stage.screen()
                .seen("it came in " + answered.pieces() + " pieces over " + Figures.latency(took) + ", the first after "
                        + Figures.latency(answered.firstPiece()));
    }

    /** A series of questions, in the middle of which the local server ends as in a crash. */
    void series(DemoServer local) throws TourFailure, InterruptedException {
        for (int i = 1; i <= QUESTIONS; i++) {
            StringBuilder text = new StringBuilder();
            ChatOutcome outcome =
                    gateway.ask(MODEL, "", "Count to " + LAST_NUMBER, (piece, thinking) -> text.append(piece));
            ChatOutcome.Answered answered = whole(outcome);
            String answer = Words.harmless(text.toString()).strip();
            expectFrom(i <= KILLED_AFTER ? TourStage.LOCAL : TourStage.CLOUD, answered);
            if (!answer.contains("1 2 3 4 5 6 7 8 " + LAST_NUMBER)) {
                throw new TourFailure("the answer is not whole: " + Words.fit(answer, 60));
            }
            String attempts = answered.attempts() > 1 ? "   (" + answered.attempts() + " connections asked)" : "";
            stage.screen()
                    .line(i + "  " + padded(answered.servedBy()) + "  " + padded(Figures.latency(answered.firstPiece()))
                            + Words.fit(answer, 60) + attempts);
            if (i == KILLED_AFTER) {
                local.kill();
                stage.screen().line("✂  the local server (process " + local.pid() + ") is killed");
            }
        }
        stage.screen().seen("every question got a whole answer; from the moment of the kill on, from the cloud");
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(1, 13 - text.length()));
    }

    private static void expectFrom(ConnectionId expected, ChatOutcome.Answered answered) throws TourFailure {
        if (!answered.servedBy().equals(expected.name())) {
            throw new TourFailure(
                    "the answer came from \"" + Words.harmless(answered.servedBy()) + "\" and not from " + expected);
        }
    }

    private static ChatOutcome.Answered whole(ChatOutcome outcome) throws TourFailure {
        return switch (outcome) {
            case ChatOutcome.Answered answered -> answered;
            case ChatOutcome.Refused(int status, String message) ->
                throw new TourFailure("the question was refused: " + message + " (HTTP " + status + ")");
            case ChatOutcome.Broken(String servedBy, String why, int characters) ->
                throw new TourFailure(
                        "the answer of \"" + servedBy + "\" broke off after " + characters + " characters: " + why);
            case ChatOutcome.Stopped ignored -> throw new TourFailure("the answer was stopped");
            case ChatOutcome.Unreachable(String why) -> throw new TourFailure(why);
        };
    }
}
