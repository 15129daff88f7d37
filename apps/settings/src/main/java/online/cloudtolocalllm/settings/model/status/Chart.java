package online.cloudtolocalllm.settings.model.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The last quarter of an hour of one number.
 *
 * @param runs the line, in pieces: between them nothing is known
 * @param top the value at the upper edge
 * @param topLabel that in words
 * @param now the last value in words, where it holds now; empty if none does
 * @param most the largest value in words; empty if there is none
 */
public record Chart(List<List<Point>> runs, double top, String topLabel, String now, String most) {

    /** How far back it goes. */
    public static final Duration SPAN = Duration.ofMinutes(15);

    /** Copies the lists. */
    public Chart {
        runs = runs.stream().map(List::copyOf).toList();
    }

    /**
     * A point of the line.
     *
     * @param ago how long ago, as a share of {@link #SPAN}
     * @param value how much
     * @param words that in words
     */
    public record Point(double ago, double value, String words) {}

    /** How long ago this was, as a share of {@link #SPAN}; may lie outside. */
    static double ago(Instant at, Instant now) {
        return (double) Duration.between(at, now).toMillis() / SPAN.toMillis();
    }

    /** Whether there is nothing to draw. */
    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** The point that is nearest to this moment, if one is near. */
    public Optional<Point> at(double ago) {
        Point nearest = null;
        for (List<Point> run : runs) {
            for (Point point : run) {
                if (nearest == null || Math.abs(point.ago() - ago) < Math.abs(nearest.ago() - ago)) {
                    nearest = point;
                }
            }
        }
        return Optional.ofNullable(nearest).filter(point -> Math.abs(point.ago() - ago) <= 0.03);
    }

    /** The next of 1, 2 and 5, times a power of ten, that is not less: an edge that seldom moves. */
    static double edge(double most) {
        if (!(most > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 5}) {
            if (most <= step * power * 1.000_001) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
