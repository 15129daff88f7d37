package online.cloudtolocalllm.cli.command;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.page.Palette;
import online.cloudtolocalllm.cli.page.Table;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains who would be asked for a model, in which order, and why. */
@Command(
        name = "route",
        description = "Show who would be asked for a model, in which order, and why. Nothing is sent to anybody.",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} route llama3.2",
            "  ${ROOT-COMMAND-NAME} route llama3.2 --privacy local",
            "  ${ROOT-COMMAND-NAME} route gpt-5 --path /v1/chat/completions --json",
            "",
            "Ends with 4 if nobody would be asked.",
            Root.EXIT_CODES
        })
final class RouteCommand implements Callable<Integer> {

    private final Root root;

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "The model (default: a request that names none).")
    private @Nullable String model;

    @Option(names = "--path", paramLabel = "PATH", description = "The path asked for (default: /api/chat).")
    private @Nullable String path;

    @Option(names = "--connection", paramLabel = "NAME", description = "As with the header X-Connection.")
    private @Nullable String connection;

    @Option(names = "--privacy", paramLabel = "any|lan|local", description = "As with the header X-Privacy.")
    private @Nullable String privacy;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    RouteCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure {
        JsonObject command = JsonObject.of("command", "ROUTE");
        command = with(command, "model", model);
        command = with(command, "path", path);
        command = with(command, "connection", connection);
        command = with(command, "privacy", privacy);
        JsonObject reply = root.daemon().ask(command, ExitCode.USAGE, "See \"cloudtolocalllm route --help\".");
        List<JsonObject> stops = reply.array("stops").objects();
        if (json) {
            root.print(reply.toJson());
        } else {
            show(reply, stops);
        }
        if (!stops.isEmpty()) {
            return ExitCode.OK.code();
        }
        if (json) {
            return ExitCode.NOTHING_SERVES.code();
        }
        throw new CommandFailure(
                ExitCode.NOTHING_SERVES,
                Words.harmless(reply.object("refusal").text("message", "Nobody would be asked.")),
                "See the connections with \"cloudtolocalllm status\".");
    }

    private static JsonObject with(JsonObject command, String field, @Nullable String value) {
        return value == null ? command : command.with(field, value);
    }

    private void show(JsonObject reply, List<JsonObject> stops) {
        Palette palette = root.palette();
        int width = root.surroundings().terminal().width();
        if (!stops.isEmpty()) {
            String what = model == null ? "A request without a model" : Objects.requireNonNull(model);
            root.print(palette.bold(Words.harmless(what)) + " at " + reply.text("path", "") + " goes to "
                    + Words.harmless(stops.getFirst().text("connection", "")));
            Table table = new Table("<<<");
            int number = 1;
            for (JsonObject stop : stops) {
                String there = stop.text("model", "");
                table.row(
                        number == 1 ? "●" : "·",
                        number == 1 ? palette::green : palette::dim,
                        number + ".",
                        stop.text("connection", ""),
                        Words.harmless(
                                there.isEmpty() || there.equals(model)
                                        ? stop.text("why", "")
                                        : stop.text("why", "") + ", as " + there));
                number++;
            }
            root.print(table.lines(width));
        }
        List<JsonObject> leftOut = reply.array("left_out").objects();
        if (!leftOut.isEmpty()) {
            root.print(palette.dim("Not asked:"));
            Table table = new Table("<<");
            leftOut.forEach(one ->
                    table.row("", palette::dim, one.text("connection", ""), Words.harmless(one.text("why", ""))));
            root.print(table.lines(width));
        }
    }
}
