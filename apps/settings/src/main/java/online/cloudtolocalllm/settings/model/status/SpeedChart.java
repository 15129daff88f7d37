package online.cloudtolocalllm.settings.model.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import online.cloudtolocalllm.protocol.words.Figures;

/**
 * How fast a connection wrote. For each slot of 7.5 s: its tokens, for each second in which at least one answer was written. So one
 * answer counts with its own speed however short it is, several at once with their sum, and a pause does not count. Pure.
 */
public final class SpeedChart {

    static final long SLOT_MILLIS = Chart.SPAN.toMillis() / 120;

    private SpeedChart() {}

    /** A part of a slot in which an answer was written. */
    private record Part(long from, long until, double tokens) {}

    /** That of this connection. */
    public static Chart of(String connection, RequestLog log, Instant now) {
        Map<Long, List<Part>> slots = slots(connection, log, now);
        List<List<Chart.Point>> runs = new ArrayList<>();
        double most = 0;
        long before = Long.MIN_VALUE;
        for (Map.Entry<Long, List<Part>> slot : slots.entrySet()) {
            double speed = speed(slot.getValue());
            most = Math.max(most, speed);
            if (slot.getKey() != before + 1) {
                runs.add(new ArrayList<>());
            }
            before = slot.getKey();
            String words = Figures.speed(speed);
            long begin = before * SLOT_MILLIS;
            runs.getLast().add(new Chart.Point(share(begin, now), speed, words));
            runs.getLast().add(new Chart.Point(share(begin + SLOT_MILLIS, now), speed, words));
        }
        double top = Chart.edge(most);
        return new Chart(
                runs, top, Figures.speed(top), running(connection, log), runs.isEmpty() ? "" : Figures.speed(most));
    }

    private static double share(long millis, Instant now) {
        return Math.clamp(Chart.ago(Instant.ofEpochMilli(millis), now), 0, 1);
    }

    private static Map<Long, List<Part>> slots(String connection, RequestLog log, Instant now) {
        long end = now.toEpochMilli();
        long oldest = end - Chart.SPAN.toMillis();
        Map<Long, List<Part>> slots = new TreeMap<>();
        for (Request request : log.requests()) {
            if (!request.servedBy().equals(connection)) {
                continue;
            }
            long tokens = request.tokens().completion().orElse(0);
            request.writingSince().ifPresent(since -> {
                long from = since.toEpochMilli();
                long until = Math.max(from + 1, request.ended().toEpochMilli());
                double each = (double) tokens / (until - from);
                for (long at = Math.max(from, oldest); at < Math.min(until, end); ) {
                    long slot = Math.floorDiv(at, SLOT_MILLIS);
                    long next = Math.min(Math.min(until, end), (slot + 1) * SLOT_MILLIS);
                    slots.computeIfAbsent(slot, ignored -> new ArrayList<>())
                            .add(new Part(at, next, each * (next - at)));
                    at = next;
                }
            });
        }
        return slots;
    }

    private static double speed(List<Part> parts) {
        List<Part> inOrder =
                parts.stream().sorted(Comparator.comparingLong(Part::from)).toList();
        double tokens = 0;
        long busy = 0;
        long covered = Long.MIN_VALUE;
        for (Part part : inOrder) {
            tokens += part.tokens();
            busy += Math.max(0, part.until() - Math.max(part.from(), covered));
            covered = Math.max(covered, part.until());
        }
        return busy == 0 ? 0 : tokens * 1e3 / busy;
    }

    /** The speed of what is written now, all of it together. */
    private static String running(String connection, RequestLog log) {
        double sum = log.requests().stream()
                .filter(request ->
                        request.outcome().runs() && request.servedBy().equals(connection))
                .mapToDouble(request -> request.tokens().perSecond().orElse(0))
                .sum();
        return sum > 0 ? Figures.speed(sum) : "";
    }
}
