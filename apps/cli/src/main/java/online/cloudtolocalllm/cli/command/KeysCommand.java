package online.cloudtolocalllm.cli.command;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.cli.page.Table;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.words.Figures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys by which the gateway tells programs apart. */
@Command(
        name = "keys",
        description = {
            "Keys by which the gateway tells programs apart: one each, with its own usage and privacy rule.",
            "A program sends its key as \"Authorization: Bearer KEY\" or \"x-api-key: KEY\"."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} keys",
            "  ${ROOT-COMMAND-NAME} keys create editor --privacy lan",
            "  ${ROOT-COMMAND-NAME} keys revoke editor",
            "",
            Root.EXIT_CODES
        })
final class KeysCommand implements Callable<Integer> {

    private final Root root;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    private KeysCommand(Root root) {
        this.root = root;
    }

    static CommandLine with(Root root) {
        return new CommandLine(new KeysCommand(root))
                .addSubcommand("list", new KeysCommand(root))
                .addSubcommand("create", new Create(root))
                .addSubcommand("revoke", new Revoke(root));
    }

    private static JsonObject ask(Root root, JsonObject command) throws CommandFailure {
        return root.daemon().ask(command, ExitCode.FAILED, "See the keys with \"cloudtolocalllm keys\".");
    }

    @Override
    public Integer call() throws CommandFailure {
        JsonObject reply = ask(root, JsonObject.of("command", "LIST_KEYS"));
        List<JsonObject> keys = reply.array("keys").objects();
        if (json) {
            root.print(reply.toJson());
        } else if (keys.isEmpty()) {
            root.print("There are no keys; every program of yours may ask.");
            root.progress("Make one with \"cloudtolocalllm keys create NAME\".");
        } else {
            show(keys);
        }
        return ExitCode.OK.code();
    }

    private void show(List<JsonObject> keys) throws CommandFailure {
        JsonObject totals = ask(root, JsonObject.of("command", "GET_STATS")).object("apps");
        root.print(root.palette().bold(Figures.count(keys.size(), "key")));
        Table table = new Table("<<<<>>");
        table.row("", root.palette()::dim, "NAME", "PRIVACY", "CREATED", "LAST USED", "REQUESTS", "TOKENS");
        for (JsonObject key : keys) {
            JsonObject total = totals.object(key.text("name", ""));
            table.row(
                    "",
                    UnaryOperator.identity(),
                    Words.harmless(key.text("name", "")),
                    key.text("privacy", "any"),
                    moment(key.text("created", "")),
                    moment(key.text("last_used", "")),
                    Long.toString(key.integer("requests").orElse(0)),
                    Long.toString(total.integer("prompt_tokens").orElse(0)
                            + total.integer("completion_tokens").orElse(0)));
        }
        root.print(table.lines(root.surroundings().terminal().width()));
    }

    private String moment(String instant) {
        try {
            return Figures.moment(
                    Instant.parse(instant),
                    root.surroundings().time().now(),
                    root.surroundings().zone());
        } catch (DateTimeParseException never) {
            return "–";
        }
    }

    /** Makes a key. */
    @Command(
            name = "create",
            description = {
                "Make a key for a program. It is shown this once; only a hash of it is kept.",
                "The key alone goes to standard output."
            },
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} keys create editor --privacy local", "", Root.EXIT_CODES})
    private static final class Create implements Callable<Integer> {

        private final Root root;

        @Parameters(paramLabel = "NAME", description = "What to call the program.")
        private @Nullable String name;

        @Option(
                names = "--privacy",
                paramLabel = "any|lan|local",
                description = "How far its requests may travel at most (default: any).")
        private @Nullable String privacy;

        @Option(names = "--json", description = "As one JSON object.")
        private boolean json;

        Create(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            JsonObject command = JsonObject.of("command", "CREATE_KEY", "name", Objects.requireNonNull(name));
            JsonObject reply = ask(root, privacy == null ? command : command.with("privacy", privacy));
            if (json) {
                root.print(reply.toJson());
            } else {
                root.print(reply.text("key", ""));
                root.progress("This is the key of \"" + Words.harmless(name) + "\". It is not shown again.");
            }
            return ExitCode.OK.code();
        }
    }

    /** Takes a key back. */
    @Command(
            name = "revoke",
            description = "Take a key back: who sends it from now on is refused.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} keys revoke editor", "", Root.EXIT_CODES})
    private static final class Revoke implements Callable<Integer> {

        private final Root root;

        @Parameters(paramLabel = "NAME", description = "The program's name.")
        private @Nullable String name;

        Revoke(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            ask(root, JsonObject.of("command", "REVOKE_KEY", "name", Objects.requireNonNull(name)));
            root.print("The key of \"" + Words.harmless(name) + "\" is refused from now on.");
            return ExitCode.OK.code();
        }
    }
}
