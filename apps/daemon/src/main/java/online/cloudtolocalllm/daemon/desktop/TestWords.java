package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import online.cloudtolocalllm.broker.doctor.Advice;
import online.cloudtolocalllm.broker.doctor.ConnectionReport;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.Words;

/** What the test of a connection found, as a notification. Pure. */
final class TestWords {

    private static final int MOST_NAMED = 3;
    private static final Pattern WORD = Pattern.compile("[a-z]+(?=[ ,]|$)");

    private TestWords() {}

    static Notice of(ConnectionReport report) {
        String name = report.connection().name();
        Optional<ConnectionReport.Step> failed = report.steps().stream()
                .filter(Predicate.not(ConnectionReport.Step::ok))
                .findFirst();
        if (failed.isEmpty()) {
            Duration took =
                    report.steps().stream().map(ConnectionReport.Step::took).reduce(Duration.ZERO, Duration::plus);
            return notice(
                    name,
                    Notice.Urgency.LOW,
                    name + " works",
                    ("Answered in " + millis(took) + ". " + models(report)).strip(),
                    List.of());
        }
        String advice =
                report.advice().map(Advice::text).map(TestWords::sentence).orElse("");
        return notice(
                name,
                Notice.Urgency.NORMAL,
                name + " " + what(failed.get().kind()),
                (sentence(failed.get().detail()) + " " + advice).strip(),
                List.of(
                        new Notice.Choice("Test again", new TrayCommand.Test(report.connection())),
                        new Notice.Choice("Open settings", new TrayCommand.OpenSettings("connections"))));
    }

    static Notice unknown(String name) {
        return notice(name, Notice.Urgency.NORMAL, "No connection has the name " + name, "", List.of());
    }

    private static Notice notice(
            String name, Notice.Urgency urgency, String title, String text, List<Notice.Choice> choices) {
        return new Notice(
                "test " + name,
                urgency,
                title,
                text,
                Optional.of(new TrayCommand.OpenSettings("connections")),
                choices);
    }

    /** The step names them as they are, separated by commas. */
    private static String models(ConnectionReport report) {
        Optional<String> listed = report.steps().stream()
                .filter(step -> step.kind() == ConnectionReport.Kind.MODELS)
                .map(ConnectionReport.Step::detail)
                .findFirst();
        if (listed.isEmpty()) {
            return "";
        }
        List<String> names = List.of(listed.get().split(", ", -1));
        if (names.equals(List.of("none yet"))) {
            return "It has no models yet.";
        }
        String shown = names.stream().limit(MOST_NAMED).map(Words::model).collect(Collectors.joining(", "));
        return Figures.count(names.size(), "model") + ": " + shown + (names.size() > MOST_NAMED ? ", …" : ".");
    }

    private static String what(ConnectionReport.Kind kind) {
        return switch (kind) {
            case ADDRESS -> "cannot be found";
            case CONNECT -> "cannot be reached";
            case TLS -> "cannot be reached securely";
            case AUTH -> "needs a sign-in";
            case VERSION -> "does not answer as it should";
            case MODELS -> "does not list its models";
            case CHAT -> "does not chat";
        };
    }

    /** Details are written without a capital and a full stop. What is not plainly a word may be a name, and stays as it is. */
    private static String sentence(String words) {
        String plain = words.strip();
        if (plain.isEmpty()) {
            return "";
        }
        String begun =
                WORD.matcher(plain).lookingAt() ? Character.toUpperCase(plain.charAt(0)) + plain.substring(1) : plain;
        return begun.endsWith(".") || begun.endsWith("?") ? begun : begun + ".";
    }

    private static String millis(Duration took) {
        return took.toMillis() < 10_000 ? took.toMillis() + " ms" : took.toSeconds() + " s";
    }
}
