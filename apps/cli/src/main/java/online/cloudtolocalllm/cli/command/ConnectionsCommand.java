package online.cloudtolocalllm.cli.command;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.page.StatusPage;
import online.cloudtolocalllm.cli.page.Table;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.settings.Settings;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.words.Figures;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The configured connections: lists them, and holds the commands that change them. */
@Command(
        name = "connections",
        description = {
            "The configured connections: list, add, change, remove.",
            "A running daemon applies a change at once; without one the settings file is changed."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} connections",
            "  ${ROOT-COMMAND-NAME} connections add gpu_box http://192.168.1.20:11434",
            "  ${ROOT-COMMAND-NAME} connections set gpu_box priority=5",
            "  ${ROOT-COMMAND-NAME} connections prefer gpu_box",
            "",
            StatusPage.MARKS,
            "All are · while the daemon is not running.",
            Root.EXIT_CODES
        })
final class ConnectionsCommand implements Callable<Integer> {

    private final Root root;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    private ConnectionsCommand(Root root) {
        this.root = root;
    }

    static CommandLine with(Root root) {
        return new CommandLine(new ConnectionsCommand(root))
                .addSubcommand("list", new ConnectionsCommand(root))
                .addSubcommand("add", new ConnectionEdits.Add(root))
                .addSubcommand("set", new ConnectionEdits.Set(root))
                .addSubcommand("remove", new ConnectionEdits.Remove(root))
                .addSubcommand("enable", new ConnectionSwitches.Enable(root))
                .addSubcommand("disable", new ConnectionSwitches.Disable(root))
                .addSubcommand("prefer", new ConnectionSwitches.Prefer(root))
                .addSubcommand("pause", new ConnectionSwitches.Pause(root))
                .addSubcommand("resume", new ConnectionSwitches.Resume(root));
    }

    @Override
    public Integer call() throws CommandFailure {
        Optional<DaemonStatus> status = root.daemon().statusIfRunning();
        Settings settings = root.settings();
        JsonObject connections = settings.show().object("connections");
        if (json) {
            root.print(JsonObject.of("connections", connections).toJson());
        } else {
            show(connections, status);
        }
        return ExitCode.OK.code();
    }

    private void show(JsonObject connections, Optional<DaemonStatus> status) {
        root.print(root.palette().bold(Figures.count(connections.fields().size(), "connection"))
                + (status.isPresent() ? "" : "; the daemon is not running"));
        Table table = new Table("<<<><<");
        table.row("", root.palette()::dim, "NAME", "TYPE", "STATE", "PRIORITY", "ADDRESS", "");
        for (Map.Entry<String, JsonValue> entry : connections.fields().entrySet()) {
            if (entry.getValue() instanceof JsonObject one) {
                row(table, entry.getKey(), one, status);
            }
        }
        root.print(table.lines(root.surroundings().terminal().width()));
    }

    private void row(Table table, String name, JsonObject one, Optional<DaemonStatus> status) {
        Optional<ConnectionStatus> known = status.flatMap(all -> all.snapshot().connections().stream()
                .filter(connection -> connection.id().name().equals(name))
                .findFirst());
        String type = one.text("connection_type", name);
        table.row(
                known.map(StatusPage::mark).orElse("·"),
                known.map(root.statusPage()::paint).orElse(root.palette()::dim),
                Words.harmless(name),
                Words.harmless(type),
                known.map(StatusPage::word).orElseGet(() -> unwatched(one)),
                one.integer("priority").isPresent()
                        ? Long.toString(one.integer("priority").getAsLong())
                        : type.equals("local_ollama") ? "10" : "20",
                Words.harmless(one.text("api_base_url").orElse("–")),
                remarks(one));
    }

    /** What the settings alone tell of the state. */
    private static String unwatched(JsonObject one) {
        if (!one.flag("enabled", true)) {
            return "off";
        }
        return one.flag("paused", false) ? "paused" : "–";
    }

    private static String remarks(JsonObject one) {
        StringBuilder remarks = new StringBuilder();
        add(remarks, one.flag("preferred", false), "preferred");
        add(remarks, !one.flag("failover", true), "no failover");
        add(remarks, one.flag("auth_token_set", false) || one.has("auth_token_ref"), "token");
        int aliases = one.object("model_aliases").fields().size();
        add(remarks, aliases > 0, aliases == 1 ? "1 alias" : aliases + " aliases");
        int models = one.array("models").items().size();
        add(remarks, models > 0, "only " + Figures.count(models, "model"));
        return remarks.toString();
    }

    private static void add(StringBuilder remarks, boolean applies, String remark) {
        if (applies) {
            remarks.append(remarks.isEmpty() ? "" : ", ").append(remark);
        }
    }
}
