package online.cloudtolocalllm.settings.model.connection;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.client.ConnectionTest;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Words;

/**
 * The steps of a test as they are shown.
 *
 * @param rows in their order, those that were not taken at the end
 */
public record TrialSteps(List<Row> rows) {

    /** Copies the list. */
    public TrialSteps {
        rows = List.copyOf(rows);
    }

    /**
     * One step.
     *
     * @param mark {@code ✓}, {@code ✗}, or {@code ·} if it was not taken
     * @param name what was tried
     * @param time how long it took; empty if it was not taken
     * @param detail what was found
     * @param outcome how it went
     */
    public record Row(String mark, String name, String time, String detail, Outcome outcome) {}

    /** How a step went. */
    public enum Outcome {
        /** Well. */
        WELL,
        /** Not. */
        FAILED,
        /** It was not taken. */
        OPEN
    }

    /** Those that a test will take, while it runs. */
    public static TrialSteps ahead(ConnectionView view, boolean chat) {
        return new TrialSteps(names(view, chat).stream().map(TrialSteps::open).toList());
    }

    /** Those that a test took, and those that a failure kept it from. */
    public static TrialSteps of(ConnectionView view, ConnectionTest test) {
        List<Row> rows = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (ConnectionTest.Step step : test.steps()) {
            taken.add(step.name());
            rows.add(new Row(
                    step.ok() ? "✓" : "✗",
                    Words.plain(word(step.name())),
                    Figures.latency(step.took()),
                    Words.plain(step.detail()),
                    step.ok() ? Outcome.WELL : Outcome.FAILED));
        }
        if (!test.ok()) {
            List<String> all = names(view, false);
            int last = taken.isEmpty() ? -1 : all.indexOf(taken.getLast());
            all.subList(last + 1, all.size()).stream()
                    .filter(name -> !taken.contains(name) && !name.equals("auth"))
                    .map(TrialSteps::open)
                    .forEach(rows::add);
        }
        return new TrialSteps(rows);
    }

    /**
     * What came of a test, as a sentence. That something works is not said beside a state that says it does not.
     */
    public static String summary(ConnectionView view, ConnectionTest test) {
        if (!test.ok()) {
            return "It does not work.";
        }
        boolean still = view.status()
                .filter(status -> status.health().state() != HealthState.DOWN)
                .isPresent();
        return still ? "It works." : "It worked when it was tested.";
    }

    /** A test as a text to paste somewhere. */
    public static String text(ConnectionView view, ConnectionTest test) {
        StringBuilder text = new StringBuilder(view.name());
        view.settings().ifPresent(settings -> text.append("   ").append(settings.origin()));
        text.append(test.ok() ? "   works" : "   does not work").append('\n');
        for (Row row : of(view, test).rows()) {
            String line = "  " + row.mark() + " " + pad(row.name(), 9) + pad(row.time(), 9) + row.detail();
            text.append(line.stripTrailing()).append('\n');
        }
        if (!test.advice().isEmpty()) {
            text.append(Words.plain(test.advice())).append('\n');
        }
        return text.toString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static Row open(String name) {
        return new Row("·", word(name), "", "", Outcome.OPEN);
    }

    private static List<String> names(ConnectionView view, boolean chat) {
        List<String> names = new ArrayList<>(List.of("address", "connect"));
        boolean secure = view.settings()
                .map(ConnectionSettings::origin)
                .map(origin -> origin.secure())
                .orElse(false);
        if (secure) {
            names.add("tls");
        }
        if (view.entry().flag("auth_token_set", false)) {
            names.add("auth");
        }
        names.addAll(List.of("version", "models"));
        if (chat) {
            names.add("chat");
        }
        return names;
    }

    private static String word(String step) {
        return switch (step) {
            case "tls" -> "TLS";
            case "auth" -> "token";
            case "chat" -> "one word";
            default -> step;
        };
    }
}
