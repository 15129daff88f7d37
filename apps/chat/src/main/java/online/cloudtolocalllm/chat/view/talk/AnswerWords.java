package online.cloudtolocalllm.chat.view.talk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/** What stands around an answer. Pure. */
final class AnswerWords {

    private AnswerWords() {}

    /**
     * A line of the story of an answer.
     *
     * @param what what it tells
     * @param words what is told
     */
    record Line(String what, String words) {}

    /** How it stands with an answer, as a shape. */
    static String mark(Stage stage) {
        return switch (stage) {
            case WRITING -> "◌";
            case WHOLE -> "●";
            case STOPPED -> "◐";
            case BROKEN -> "○";
        };
    }

    /** The colour of that shape. */
    static Tone tone(Stage stage) {
        return switch (stage) {
            case WRITING, STOPPED -> Tone.QUIET;
            case WHOLE -> Tone.GOOD;
            case BROKEN -> Tone.BAD;
        };
    }

    /** Who answered and how fast, such as {@code local_ollama · llama3.2 · 38 tokens/s · first token 0.2 s}. */
    static String footer(Message answer) {
        Origin origin = answer.origin();
        List<String> parts = new ArrayList<>();
        parts.add(origin.connection().isEmpty() ? nobody(answer.stage()) : Words.plain(origin.connection()));
        if (!origin.model().isEmpty()) {
            parts.add(Words.model(origin.model()));
        }
        switch (answer.stage()) {
            case WRITING -> {
                if (!origin.connection().isEmpty()) {
                    parts.add("writing");
                }
            }
            case STOPPED -> parts.add("stopped");
            case WHOLE, BROKEN -> {}
        }
        origin.tokensPerSecond().ifPresent(speed -> parts.add(Figures.speed(speed)));
        origin.firstToken().ifPresent(first -> parts.add("first token " + seconds(first)));
        return String.join(" · ", parts);
    }

    /** Two such times side by side are compared more easily in one unit. */
    private static String seconds(Duration time) {
        return time.toMillis() < 100 ? Figures.latency(time) : Figures.decimal(time.toMillis() / 1e3) + " s";
    }

    private static String nobody(Stage stage) {
        return switch (stage) {
            case WRITING -> "asking";
            case WHOLE -> "answered";
            case STOPPED, BROKEN -> "not answered";
        };
    }

    /** That another connection took over, as a sentence; empty if none did. */
    static String tookOver(Origin origin) {
        if (origin.tried().isEmpty() || origin.connection().isEmpty()) {
            return "";
        }
        return who(origin.tried()) + "; " + Words.plain(origin.connection()) + " took over.";
    }

    private static String who(List<Tried> tried) {
        if (tried.size() > 1) {
            String last = Words.plain(tried.getLast().connection());
            String others = tried.subList(0, tried.size() - 1).stream()
                    .map(one -> Words.plain(one.connection()))
                    .collect(Collectors.joining(", "));
            return others + " and " + last + " did not serve this";
        }
        Tried one = tried.getFirst();
        String name = Words.plain(one.connection());
        // One that answers with an error has not stopped answering.
        return one.why().startsWith("it answered ")
                ? name + " " + Words.plain(one.why().substring("it ".length()))
                : name + " stopped answering";
    }

    /** The story of an answer: when, who was asked, who answered, how long it took. */
    static List<Line> story(Message answer, Instant now, ZoneId zone) {
        Origin origin = answer.origin();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Asked", Figures.momentToTheSecond(answer.at(), now, zone)));
        if (!origin.model().isEmpty()) {
            lines.add(new Line("Model", Words.plain(origin.model())));
        }
        for (Tried tried : origin.tried()) {
            lines.add(new Line("Tried", Words.plain(tried.connection()) + ": " + Words.plain(tried.why())));
        }
        lines.add(new Line("Answered by", origin.connection().isEmpty() ? "nobody" : Words.plain(origin.connection())));
        origin.firstToken().ifPresent(first -> lines.add(new Line("First token", seconds(first))));
        origin.thinking().ifPresent(thought -> lines.add(new Line("Thought for", seconds(thought))));
        if (origin.tokens() > 0) {
            lines.add(new Line("Length", Figures.count(origin.tokens(), "token")));
        }
        origin.tokensPerSecond().ifPresent(speed -> lines.add(new Line("Speed", Figures.speed(speed))));
        return List.copyOf(lines);
    }

    /** What stands over what the model thought. */
    static String thought(Message answer) {
        if (answer.text().isEmpty() && !answer.stage().over()) {
            return "Thinking …";
        }
        return answer.origin()
                .thinking()
                .map(time -> time.compareTo(Duration.ofSeconds(1)) < 0
                        ? "Thought for a moment"
                        : "Thought for " + Figures.span(time))
                .orElse("Thought");
    }

    /** What stands where an answer will be, before anything of it is there; empty once something is. */
    static String waiting(Message answer) {
        boolean nothing = answer.text().isEmpty()
                && answer.thinking().isEmpty()
                && answer.tools().isEmpty();
        if (!nothing || answer.stage().over()) {
            return "";
        }
        String model = answer.origin().model().isEmpty()
                ? "the model"
                : Words.model(answer.origin().model());
        return answer.origin().connection().isEmpty()
                ? "Asking " + model + " …"
                : "Waiting for " + model + " on " + Words.plain(answer.origin().connection()) + " …";
    }

    /** What is wrong with an answer that is over, as sentences; empty if it is whole. */
    static String problem(Message answer) {
        return switch (answer.stage()) {
            case WRITING, WHOLE -> answer.problem().isEmpty() ? "" : Words.plain(answer.problem());
            case STOPPED ->
                answer.text().isEmpty() ? "Stopped before anything was written." : "Stopped; what came is incomplete.";
            case BROKEN -> answer.problem().isEmpty() ? "This broke off. Ask again." : Words.plain(answer.problem());
        };
    }
}
