package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import online.cloudtolocalllm.broker.doctor.Advice;
import online.cloudtolocalllm.broker.doctor.ConnectionReport;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.TrayCommand;

/** What the test of a connection found, as a notification. Pure. */
final class TestWords {

    private TestWords() {}

    static Notice of(ConnectionReport report) {
        String name = report.connection().name();
        Optional<ConnectionReport.Step> failed = report.steps().stream()
                .filter(Predicate.not(ConnectionReport.Step::ok))
                .findFirst();
        if (failed.isEmpty()) {
            Duration took =
                    report.steps().stream().map(ConnectionReport.Step::took).reduce(Duration.ZERO, Duration::plus);
            String found = report.steps().isEmpty()
                    ? ""
                    : sentence(report.steps().getLast().detail());
            return notice(
                    name,
                    Notice.Urgency.LOW,
                    name + " works",
                    ("It was tested in " + millis(took) + ". " + found).strip(),
                    List.of());
        }
        String advice =
                report.advice().map(Advice::text).map(TestWords::sentence).orElse("");
        return notice(
                name,
                Notice.Urgency.NORMAL,
                name + " does not work: " + what(failed.get().kind()),
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

    private static String what(ConnectionReport.Kind kind) {
        return switch (kind) {
            case ADDRESS -> "its address";
            case CONNECT -> "connecting";
            case TLS -> "the secure connection";
            case AUTH -> "the sign-in";
            case VERSION -> "its answer";
            case MODELS -> "its models";
            case CHAT -> "a chat";
        };
    }

    /** Details are written without a capital and a full stop. */
    private static String sentence(String words) {
        String plain = words.strip();
        if (plain.isEmpty()) {
            return "";
        }
        String begun = Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
        return begun.endsWith(".") || begun.endsWith("?") ? begun : begun + ".";
    }

    private static String millis(Duration took) {
        return took.toMillis() < 10_000 ? took.toMillis() + " ms" : took.toSeconds() + " s";
    }
}
