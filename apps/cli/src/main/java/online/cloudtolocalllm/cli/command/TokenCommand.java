package online.cloudtolocalllm.cli.command;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

/** The tokens of connections: set, cleared, and where they are kept; never shown. */
@Command(
        name = "token",
        description = {
            "The tokens of connections: set them, clear them, see where they are kept.",
            "A token is never shown, and never an argument: other programs can read arguments."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} token set cloud_proxy",
            "  ${ROOT-COMMAND-NAME} token set router < key.txt",
            "  ${ROOT-COMMAND-NAME} token status",
            "",
            Root.EXIT_CODES
        })
final class TokenCommand implements Callable<Integer> {

    private static final int LONGEST = 8192;

    /** The keyring may ask its owner for a password first. */
    private static final Duration PROMPT_LIMIT = Duration.ofSeconds(150);

    private final Root root;

    private TokenCommand(Root root) {
        this.root = root;
    }

    static CommandLine with(Root root) {
        return new CommandLine(new TokenCommand(root))
                .addSubcommand("set", new Set(root))
                .addSubcommand("clear", new Clear(root))
                .addSubcommand("status", new Status(root));
    }

    @Override
    public Integer call() throws CommandFailure {
        return new Status(root).call();
    }

    private static JsonObject ask(Root root, JsonObject command) throws CommandFailure {
        return root.daemon()
                .ask(command, PROMPT_LIMIT, ExitCode.FAILED, "See the tokens with \"cloudtolocalllm token status\".");
    }

    private static void update(Root root, String connection, String token) throws CommandFailure {
        JsonObject reply = ask(
                root,
                JsonObject.builder()
                        .put("command", "UPDATE_AUTH_TOKEN")
                        .put("connection", connection)
                        .put("token", token)
                        .build());
        String name = Words.harmless(connection);
        root.print(
                token.isEmpty()
                        ? "The token of " + name + " is gone."
                        : "The token of " + name + " is kept in " + place(reply.text("stored", "")) + ".");
    }

    private static String place(String stored) {
        return switch (stored) {
            case "keyring" -> "the keyring";
            case "file" -> "a file that only you can read";
            case "env" -> "an environment variable";
            case "settings" -> "connection_config.json";
            default -> "–";
        };
    }

    /** Sets a token. */
    @Command(
            name = "set",
            description = "Set the token of a connection. It is typed unseen, or read from standard input.",
            footer = {
                "",
                "Examples:",
                "  ${ROOT-COMMAND-NAME} token set router",
                "  ${ROOT-COMMAND-NAME} token set router < key.txt",
                "",
                Root.EXIT_CODES
            })
    private static final class Set implements Callable<Integer> {

        private final Root root;

        @Parameters(paramLabel = "CONNECTION", description = "Whose token.")
        private @Nullable String connection;

        Set(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure, IOException {
            String token = read().strip();
            if (token.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "No token came.",
                        "Type it, or pipe it in: cloudtolocalllm token set " + Words.harmless(name()) + " < FILE");
            }
            if (token.length() > LONGEST || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "What came is no token: it has blanks, other characters than ASCII, or more than " + LONGEST
                                + " characters.",
                        "Copy the token alone, and try again.");
            }
            update(root, name(), token);
            return ExitCode.OK.code();
        }

        private String name() {
            return Objects.requireNonNull(connection);
        }

        private String read() throws IOException {
            Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
            if (root.surroundings().terminal().in() && console.isPresent()) {
                char[] typed = console.get().readPassword("Token of %s (it is not shown): ", Words.harmless(name()));
                return typed == null ? "" : new String(typed);
            }
            byte[] piped = root.surroundings().in().readNBytes(LONGEST + 2);
            return new String(piped, StandardCharsets.UTF_8);
        }
    }

    /** Clears a token. */
    @Command(
            name = "clear",
            description = "Forget the token of a connection.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} token clear router", "", Root.EXIT_CODES})
    private static final class Clear implements Callable<Integer> {

        private final Root root;

        @Parameters(paramLabel = "CONNECTION", description = "Whose token.")
        private @Nullable String connection;

        Clear(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            update(root, Objects.requireNonNull(connection), "");
            return ExitCode.OK.code();
        }
    }

    /** Tells where tokens are kept. */
    @Command(
            name = "status",
            description = "Show which connections have a token, where it is kept, and what is wrong with it.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} token status router --json", "", Root.EXIT_CODES})
    private static final class Status implements Callable<Integer> {

        private final Root root;

        @Parameters(arity = "0..1", paramLabel = "CONNECTION", description = "Whose (default: all).")
        private @Nullable String connection;

        @Option(names = "--json", description = "As one JSON object.")
        private boolean json;

        Status(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            List<String> names = connection == null
                    ? root.daemon().status().snapshot().connections().stream()
                            .map(status -> status.id().name())
                            .toList()
                    : List.of(connection);
            List<JsonObject> tokens = new ArrayList<>();
            for (String name : names) {
                JsonObject reply = ask(root, JsonObject.of("command", "TOKEN_STATUS", "connection", name));
                tokens.add(reply.with("connection", name));
            }
            if (json) {
                root.print(JsonObject.of("tokens", tokens).toJson());
            } else {
                show(tokens);
            }
            return ExitCode.OK.code();
        }

        private void show(List<JsonObject> tokens) {
            long set = tokens.stream().filter(token -> token.flag("set", false)).count();
            root.print(root.palette().bold(Figures.count(set, "token")) + " for "
                    + Figures.count(tokens.size(), "connection"));
            Table table = new Table("<<<");
            table.row("", root.palette()::dim, "CONNECTION", "TOKEN", "");
            for (JsonObject token : tokens) {
                boolean there = token.flag("set", false);
                String problem = token.text("problem", "");
                UnaryOperator<String> paint = problem.isEmpty()
                        ? there ? root.palette()::green : root.palette()::dim
                        : root.palette()::yellow;
                table.row(
                        problem.isEmpty() ? there ? "●" : "·" : "◐",
                        paint,
                        Words.harmless(token.text("connection", "")),
                        there ? "in " + place(token.text("stored", "")) : "none",
                        Words.harmless(problem));
            }
            root.print(table.lines(root.surroundings().terminal().width()));
        }
    }
}
