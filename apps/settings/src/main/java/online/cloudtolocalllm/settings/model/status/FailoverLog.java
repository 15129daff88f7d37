package online.cloudtolocalllm.settings.model.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/** When one connection stepped in for another, the last time first. Pure. */
public final class FailoverLog {

    /** What stands above the columns. */
    public static final List<String> HEADINGS = List.of("Time", "From", "To", "Model", "Why");

    /** How far the clocks of a request and of the event about it may be apart. */
    private static final Duration NEAR = Duration.ofSeconds(2);

    private FailoverLog() {}

    /** One that is known. */
    private record Entry(Instant at, String from, String to, String model, String why, Object key) {}

    /** What tells two of one request apart. */
    private record Place(Request.Key request, int attempt) {}

    /**
     * Those of the requests that are known, and those that were only told.
     *
     * @param told what the daemon told when it happened; requests may be forgotten since
     */
    public static List<TableLine> of(RequestLog log, List<FailoverEvent> told, Instant now, ZoneId zone) {
        Stream<Entry> known = log.requests().stream().flatMap(request -> entries(request).stream());
        Stream<Entry> only = told.stream()
                .filter(event -> log.requests().stream().noneMatch(request -> isOf(event, request)))
                .map(FailoverLog::entry);
        return Stream.concat(known, only)
                .sorted(Comparator.comparing(Entry::at).reversed())
                .map(entry -> new TableLine(
                        entry.key(),
                        List.of(
                                Figures.momentToTheSecond(entry.at(), now, zone),
                                entry.from(),
                                entry.to(),
                                entry.model(),
                                entry.why()),
                        entry.to().equals("nobody") ? Tone.BAD : Tone.QUIET))
                .toList();
    }

    private static List<Entry> entries(Request request) {
        List<Attempt> attempts = request.attempts();
        List<Entry> entries = new ArrayList<>();
        Instant at = request.started();
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            at = at.plus(attempt.took());
            boolean last = i + 1 == attempts.size();
            boolean nobody = last && request.outcome() == Outcome.REFUSED && attempts.size() > 1;
            if (!last || nobody) {
                entries.add(new Entry(
                        at,
                        attempt.connection(),
                        last ? "nobody" : attempts.get(i + 1).connection(),
                        request.subject(),
                        attempt.detail(),
                        new Place(request.key(), i)));
            }
        }
        return entries;
    }

    private static Entry entry(FailoverEvent event) {
        return new Entry(
                event.at(),
                event.from().name(),
                event.to().name(),
                Words.model(event.model()),
                Words.plain(event.why()),
                event);
    }

    private static boolean isOf(FailoverEvent event, Request request) {
        // The times first: they are cheap, and hardly any request of many was under way then.
        if (event.at().isBefore(request.started().minus(NEAR))
                || event.at().isAfter(request.ended().plus(NEAR))) {
            return false;
        }
        List<String> asked =
                request.attempts().stream().map(Attempt::connection).toList();
        int from = asked.indexOf(event.from().name());
        return from >= 0 && asked.lastIndexOf(event.to().name()) > from;
    }
}
