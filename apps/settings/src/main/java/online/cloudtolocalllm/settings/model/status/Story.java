package online.cloudtolocalllm.settings.model.status;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * All that is known of one request.
 *
 * @param title what was asked for
 * @param tone the colour of the end
 * @param end how it ended or how it is, as sentences
 * @param steps the connections that were asked, in order
 * @param facts everything else
 */
public record Story(String title, Tone tone, String end, List<Step> steps, List<StatusPage.Fact> facts) {

    /** Copies the lists. */
    public Story {
        steps = List.copyOf(steps);
        facts = List.copyOf(facts);
    }

    /**
     * A connection that was asked.
     *
     * @param mark a shape that tells without colour what came of it
     * @param tone the colour of that
     * @param connection its name
     * @param words what came of it
     * @param took how long that took
     */
    public record Step(String mark, Tone tone, String connection, String words, String took) {}

    /** That of this request. Pure. */
    public static Story of(Request request, Instant now, ZoneId zone) {
        return new Story(
                request.subject() + (request.program().isEmpty() ? "" : " for " + request.program()),
                request.outcome().tone(),
                end(request),
                request.attempts().stream().map(Story::step).toList(),
                facts(request, now, zone));
    }

    private static String end(Request request) {
        String took = Figures.latency(request.times().duration());
        String why = request.why().isEmpty() ? "" : " " + Words.sentence(request.why(), names(request));
        return switch (request.outcome()) {
            case WAITING -> "It waits until a connection has room, or for its own body.";
            case RUNNING -> request.servedBy().isEmpty() ? "A connection is asked." : request.servedBy() + " answers.";
            case ANSWERED -> "It was answered to the end in " + took + ".";
            case ERROR -> "It was answered with the error " + request.status() + " in " + took + "." + why;
            case CUT -> "The answer broke off after " + took + "." + why;
            case REFUSED -> "Nobody answered." + why;
            case CLIENT_LEFT -> "The program that asked left after " + took + ".";
            case LOST -> "What became of it is not known: the daemon was away.";
        };
    }

    private static List<String> names(Request request) {
        return request.attempts().stream().map(Attempt::connection).toList();
    }

    private static Step step(Attempt attempt) {
        boolean well = attempt.answered();
        return new Step(
                well ? "✓" : "✗",
                well ? Tone.GOOD : Tone.BAD,
                attempt.connection(),
                attempt.words(),
                Figures.latency(attempt.took()));
    }

    private static List<StatusPage.Fact> facts(Request request, Instant now, ZoneId zone) {
        List<StatusPage.Fact> facts = new ArrayList<>();
        add(facts, "Came", Figures.momentToTheSecond(request.started(), now, zone));
        add(facts, "Request", request.method() + " " + request.path());
        add(facts, "Model", request.model());
        add(facts, "Key", request.app());
        add(facts, "Program", request.client());
        add(facts, "Served by", request.servedBy());
        add(facts, "Status", request.status() == 0 ? "" : Integer.toString(request.status()));
        add(
                facts,
                "Answer began",
                request.times().firstByte().map(Figures::latency).orElse(""));
        add(
                facts,
                "First token",
                request.times().firstToken().map(Figures::latency).orElse(""));
        add(facts, "Tokens", tokens(request.tokens()));
        String speed = RequestLines.speed(request.tokens());
        add(facts, "Speed", request.tokens().perSecond().isPresent() ? speed + " tokens/s" : "");
        add(facts, "Bytes", bytes(request.bytesIn()) + " in, " + bytes(request.bytesOut()) + " out");
        facts.add(new StatusPage.Fact("Id", request.key().id(), true));
        return facts;
    }

    private static String bytes(long count) {
        return count < 10_000 ? Figures.count(count, "byte") : Figures.size(count);
    }

    private static String tokens(Request.Tokens tokens) {
        List<String> parts = new ArrayList<>();
        tokens.prompt().ifPresent(count -> parts.add(count + " in the question"));
        tokens.completion()
                .ifPresent(count -> parts.add((tokens.estimated() ? "≈ " : "") + count + " in the answer"
                        + (tokens.estimated() ? " (its pieces were counted)" : "")));
        return String.join(", ", parts);
    }

    private static void add(List<StatusPage.Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new StatusPage.Fact(name, value, false));
        }
    }

    /** All of it as text. */
    public String text() {
        StringBuilder text = new StringBuilder(title).append('\n').append(end).append('\n');
        for (Step step : steps) {
            text.append("  ")
                    .append(step.mark())
                    .append(' ')
                    .append(step.connection())
                    .append(' ');
            text.append(step.words()).append(" (").append(step.took()).append(")\n");
        }
        facts.forEach(fact ->
                text.append(fact.name()).append(": ").append(fact.value()).append('\n'));
        return text.toString();
    }
}
