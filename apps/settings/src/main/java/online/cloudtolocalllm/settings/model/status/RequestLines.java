package online.cloudtolocalllm.settings.model.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import online.cloudtolocalllm.protocol.words.Figures;

/** Requests as lines of a table. Pure. */
public final class RequestLines {

    /** What stands above the columns. */
    public static final List<String> HEADINGS =
            List.of("Time", "App", "Model", "Served by", "Attempts", "First token", "Tokens/s", "Outcome");

    private static final String NONE = "–";

    private RequestLines() {}

    /** Those that the person wants to see. */
    public static List<TableLine> of(RequestLog log, RequestFilter filter, Instant now, ZoneId zone) {
        return log.requests().stream()
                .filter(request -> filter.choice().fits(request))
                .map(request -> new Shown(request, line(request, now, zone)))
                .filter(shown -> filter.words().isEmpty() || filter.matches(shown.everything()))
                .map(Shown::line)
                .toList();
    }

    /** A request and its line. */
    private record Shown(Request request, TableLine line) {
        /** What is looked through: also what has no column. */
        String everything() {
            return String.join(
                    " ",
                    line.text(),
                    request.method(),
                    request.path(),
                    request.key().id(),
                    request.client());
        }
    }

    private static TableLine line(Request request, Instant now, ZoneId zone) {
        return new TableLine(
                request.key(),
                List.of(
                        Figures.momentToTheSecond(request.started(), now, zone),
                        orNone(request.program()),
                        request.subject(),
                        orNone(request.servedBy()),
                        request.attempts().isEmpty()
                                ? NONE
                                : Integer.toString(request.attempts().size()),
                        request.times().firstToken().map(Figures::latency).orElse(NONE),
                        speed(request.tokens()),
                        outcome(request)),
                request.outcome().tone());
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    static String speed(Request.Tokens tokens) {
        return tokens.perSecond().isPresent()
                ? (tokens.estimated() ? "≈ " : "")
                        + Figures.speed(tokens.perSecond().getAsDouble()).split(" ", 2)[0]
                : NONE;
    }

    static String outcome(Request request) {
        Outcome outcome = request.outcome();
        StringBuilder words = new StringBuilder(outcome.mark() + " " + outcome.word());
        if (outcome == Outcome.ERROR) {
            words.append(' ').append(request.status());
        } else if (outcome.runs()) {
            words.append(" for ").append(Figures.span(request.times().duration()));
        } else if (outcome == Outcome.ANSWERED && request.times().duration().compareTo(Duration.ZERO) > 0) {
            words.append(" in ").append(Figures.latency(request.times().duration()));
        }
        if (!request.why().isEmpty()) {
            words.append(": ").append(request.why());
        }
        return words.toString();
    }

    /** The text as filters see it. */
    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
