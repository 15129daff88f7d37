package online.cloudtolocalllm.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import online.cloudtolocalllm.cli.page.Table;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.words.Figures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the last requests: what was asked for, which connection served it, how fast, and what went wrong. */
@Command(
        name = "requests",
        description = {
            "Show the last requests: which connection served which model, how fast, and what went wrong.",
            "Prompts and answers are never kept."
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} requests",
            "  ${ROOT-COMMAND-NAME} requests --outcome cut",
            "  ${ROOT-COMMAND-NAME} requests --limit 1000 --json | jq '.requests[].served_by'",
            "",
            "Marks: ● whole  ◌ running  ◐ the client left  ○ an error, cut or refused",
            Root.EXIT_CODES
        })
final class RequestsCommand implements Callable<Integer> {

    private final Root root;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most, newest first (default: 20).")
    private int limit = 20;

    @Option(names = "--model", paramLabel = "MODEL", description = "Only of this model.")
    private @Nullable String model;

    @Option(names = "--connection", paramLabel = "NAME", description = "Only those that this connection was asked for.")
    private @Nullable String connection;

    @Option(
            names = "--outcome",
            paramLabel = "WORD",
            description = "Only those that ended so: whole, cut, refused, client_left; or running.")
    private @Nullable String outcome;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    RequestsCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure {
        JsonObject command = JsonObject.of("command", "LIST_REQUESTS", "limit", limit);
        command = model == null ? command : command.with("model", model);
        command = connection == null ? command : command.with("connection", connection);
        command = outcome == null ? command : command.with("outcome", outcome);
        JsonObject reply = root.daemon().ask(command, ExitCode.USAGE, "See \"cloudtolocalllm requests --help\".");
        if (json) {
            root.print(reply.toJson());
        } else {
            show(reply.array("requests").objects());
        }
        return ExitCode.OK.code();
    }

    private void show(List<JsonObject> requests) {
        if (requests.isEmpty()) {
            boolean filtered = model != null || connection != null || outcome != null;
            root.print(filtered ? "No request that is remembered fits." : "No request has come yet.");
            return;
        }
        long bad = requests.stream().filter(RequestsCommand::failed).count();
        root.print(root.palette().bold(Figures.count(requests.size(), "request")) + ", newest first"
                + (bad == 0 ? "" : "; " + bad + " with an error, cut or refused"));
        Table table = new Table("<<<<>><");
        table.row("", root.palette()::dim, "TIME", "PATH", "MODEL", "SERVED BY", "FIRST TOKEN", "SPEED", "");
        for (JsonObject one : requests) {
            table.row(
                    mark(one),
                    paint(one),
                    time(one.text("started", "")),
                    Words.fit(Words.harmless(one.text("path", "")), 24),
                    Words.fit(Words.model(one.text("model", "–")), 24),
                    Words.harmless(one.text("served_by", "–")),
                    millis(one.number("first_token_ms")),
                    speed(one),
                    remark(one));
        }
        root.print(table.lines(root.surroundings().terminal().width()));
    }

    private String time(String started) {
        try {
            return Figures.clock(Instant.parse(started), root.surroundings().zone());
        } catch (DateTimeParseException unknown) {
            return "–";
        }
    }

    private static String word(JsonObject one) {
        return one.text("outcome", "");
    }

    /** Whether it was answered with an error, which may be a whole answer, or not to its end; not if the client left. */
    private static boolean failed(JsonObject one) {
        return switch (word(one)) {
            case "whole" -> one.integer("status").orElse(200) >= 400;
            case "running", "client_left" -> false;
            default -> true;
        };
    }

    private static String mark(JsonObject one) {
        if (failed(one)) {
            return "○";
        }
        return switch (word(one)) {
            case "running" -> "◌";
            case "client_left" -> "◐";
            default -> "●";
        };
    }

    private UnaryOperator<String> paint(JsonObject one) {
        return switch (mark(one)) {
            case "●" -> root.palette()::green;
            case "◌" -> root.palette()::dim;
            case "◐" -> root.palette()::yellow;
            default -> root.palette()::red;
        };
    }

    private static String millis(OptionalDouble number) {
        return number.isPresent() ? Figures.latency(Duration.ofNanos((long) (number.getAsDouble() * 1e6))) : "–";
    }

    private static String speed(JsonObject one) {
        OptionalDouble rate = one.number("tokens_per_second");
        return rate.isPresent()
                ? (one.flag("estimated", false) ? "about " : "") + Figures.speed(rate.getAsDouble())
                : "–";
    }

    /** What is out of the ordinary: an error status, who was asked in vain and why, how it ended. */
    private static String remark(JsonObject one) {
        StringBuilder remark = new StringBuilder();
        long status = one.integer("status").orElse(0);
        if (status >= 400) {
            remark.append(status);
        }
        List<JsonObject> attempts = one.array("attempts").objects();
        if (attempts.size() > 1) {
            remark.append(remark.isEmpty() ? "" : ", ")
                    .append("after ")
                    .append(attempts.stream()
                            .limit(attempts.size() - 1L)
                            .map(attempt -> attempt.text("connection", "") + " (" + attempt.text("detail", "") + ")")
                            .collect(Collectors.joining(", ")));
        }
        String outcome = word(one);
        if (!outcome.equals("whole")) {
            String why = one.text("why", "");
            remark.append(remark.isEmpty() ? "" : ", ")
                    .append(outcome.replace('_', ' '))
                    .append(why.isEmpty() ? "" : ": " + why);
        }
        return Words.harmless(remark.toString());
    }
}
