package online.cloudtolocalllm.chat.model.library.pull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Words;

/**
 * A download as it is at one moment.
 *
 * @param number tells it from others, and stays when it is resumed
 * @param model what is downloaded
 * @param wished where to; empty for wherever the daemon chooses
 * @param connection where to it goes; empty until that is known
 * @param stage how far it is
 * @param step what is done, in the server's words
 * @param layers the files that are known, in the order in which they came
 * @param earlier how many more there were before them
 * @param speed bytes a second, if that is known
 * @param problem why it broke off, as sentences; empty if it did not
 */
public record Pull(
        long number,
        String model,
        String wished,
        String connection,
        Stage stage,
        String step,
        List<Layer> layers,
        int earlier,
        OptionalDouble speed,
        String problem) {

    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    /** How far a download is. */
    public enum Stage {
        /** It is under way. */
        RUNNING,
        /** The model is there. */
        THERE,
        /** The person ended it. */
        CANCELLED,
        /** A window before this one ended while it was under way. */
        INTERRUPTED,
        /** It broke off. */
        FAILED
    }

    /** Copies the list. */
    public Pull {
        layers = List.copyOf(layers);
    }

    /** One that begins. */
    public static Pull asked(long number, String model, String wished) {
        return new Pull(number, model, wished, wished, Stage.RUNNING, "", List.of(), 0, OptionalDouble.empty(), "");
    }

    /** A copy that has come to this; without a speed, and why if it broke off. */
    public Pull ended(Stage how, String why) {
        return new Pull(number, model, wished, connection, how, step, layers, earlier, OptionalDouble.empty(), why);
    }

    /** Whether both are of the same model, to the same place as far as that was said. */
    public boolean sameAs(String otherModel, String otherWished) {
        return CanonicalName.same(model, otherModel) && wished.equals(otherWished);
    }

    /** Whether it is under way. */
    public boolean running() {
        return stage == Stage.RUNNING;
    }

    /** Whether it can be resumed. */
    public boolean resumable() {
        return switch (stage) {
            case CANCELLED, INTERRUPTED, FAILED -> true;
            case RUNNING, THERE -> false;
        };
    }

    /** Whether the next window is to know of it: it is not over, and nobody ended it. A name that led to nothing is over. */
    boolean unfinished() {
        return switch (stage) {
            case RUNNING, INTERRUPTED -> true;
            case FAILED -> total() > 0;
            case THERE, CANCELLED -> false;
        };
    }

    /** Bytes that are there. */
    public long done() {
        return layers.stream().mapToLong(Layer::done).sum();
    }

    /** Bytes that all files have which are known. */
    public long total() {
        return layers.stream().mapToLong(Layer::total).sum();
    }

    /** The part that is there, from 0 to 1; empty while no size is known. */
    public OptionalDouble fraction() {
        return total() > 0 ? OptionalDouble.of(Math.clamp((double) done() / total(), 0, 1)) : OptionalDouble.empty();
    }

    /** The files that are not whole yet. */
    public List<Layer> open() {
        return layers.stream().filter(layer -> !layer.whole()).toList();
    }

    /** How long the known files still take at this speed; empty if that cannot be told. */
    public Optional<Duration> left() {
        long rest = total() - done();
        if (!running() || rest <= 0 || speed.isEmpty() || speed.getAsDouble() < 1) {
            return Optional.empty();
        }
        double seconds = rest / speed.getAsDouble();
        return seconds < LONGEST_WAIT.toSeconds()
                ? Optional.of(Duration.ofSeconds(Math.max(1, Math.round(seconds))))
                : Optional.empty();
    }

    /** What it is, such as {@code llama3.2 to local_ollama}. */
    public String title() {
        return Words.model(model) + (connection.isEmpty() ? "" : " to " + Words.plain(connection));
    }

    /** How it stands, in a line. */
    public String words() {
        return switch (stage) {
            case RUNNING -> running(step.isEmpty() ? "waiting for an answer" : Words.plain(step));
            case THERE -> total() > 0 ? "It is there: " + Figures.size(total()) + "." : "It is there.";
            case CANCELLED ->
                total() > 0
                        ? "Cancelled at " + amount() + ". What came stays; Resume goes on from there."
                        : "Cancelled before any of it came.";
            case INTERRUPTED ->
                "It was under way when the window ended. What came stays with the server; Resume goes on from there.";
            case FAILED -> problem;
        };
    }

    private String running(String doing) {
        List<String> parts = new ArrayList<>();
        parts.add(total() > 0 && !open().isEmpty() ? amount() : doing);
        if (!open().isEmpty()) {
            speed.ifPresent(rate -> parts.add(Figures.size(Math.round(Math.max(0, rate))) + "/s"));
            left().ifPresent(time -> parts.add(Figures.span(time) + " left"));
        }
        return String.join(" · ", parts);
    }

    private String amount() {
        return (done() <= 0 ? "0" : Figures.size(done())) + " of " + Figures.size(total());
    }

    /** How many files are there of those that are known; empty while there are not several. */
    public String count() {
        int all = layers.size() + earlier;
        return all < 2 ? "" : all - open().size() + " of " + all + " files";
    }
}
