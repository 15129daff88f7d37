package online.cloudtolocalllm.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.settings.Assignment;
import online.cloudtolocalllm.cli.settings.Settings;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that add, change and remove connections. */
final class ConnectionEdits {

    private static final String KEYS =
            "Keys: enabled, priority, timeout, failover, model_aliases, models, reach, max_concurrent, auth_token_ref,";
    private static final String KEYS_MORE =
            "      api_base_url, connection_type. Values as JSON, or as plain text; KEY= takes a key out.";

    private ConnectionEdits() {}

    private static List<Assignment> assignments(List<String> typed) throws CommandFailure {
        List<Assignment> assignments = new ArrayList<>();
        for (String one : typed) {
            Assignment assignment = Assignment.parse(one)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE,
                            "\"" + Words.fit(Words.harmless(one), 40) + "\" is not KEY=VALUE.",
                            "For example: cloudtolocalllm connections set gpu_box priority=5"));
            if (assignment.key().equals("auth_token")) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "A token is never an argument: other programs can read arguments.",
                        "Set it with \"cloudtolocalllm token set NAME\".");
            }
            assignments.add(assignment);
        }
        return assignments;
    }

    /** The settings of a connection. */
    static JsonObject existing(Settings settings, String name) throws CommandFailure {
        JsonObject connections = settings.show().object("connections");
        if (connections.get(name).orElse(null) instanceof JsonObject one) {
            return one;
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "There is no connection \"" + Words.harmless(name) + "\".",
                "There are: "
                        + Words.harmless(String.join(", ", connections.fields().keySet()))
                        + ". See them with \"cloudtolocalllm connections\".");
    }

    /** Shows what the daemon has to say of a change. */
    static void remarks(Root root, JsonObject reply) {
        reply.array("problems").texts().forEach(problem -> note(root, problem));
        List<String> restart = reply.array("restart_needed").texts();
        if (!restart.isEmpty()) {
            root.progress("It counts after a restart (" + String.join(", ", restart) + "): cloudtolocalllm restart");
        }
    }

    /** What the owner of the settings should know; also with {@code --quiet}. */
    private static void note(Root root, String text) {
        root.surroundings()
                .err()
                .println("note: " + root.surroundings().command().in(Words.harmless(text)));
    }

    /** Adds a connection. */
    @Command(
            name = "add",
            description = "Add a connection.",
            footer = {
                "",
                KEYS,
                KEYS_MORE,
                "",
                "Examples:",
                "  ${ROOT-COMMAND-NAME} connections add gpu_box http://192.168.1.20:11434",
                "  ${ROOT-COMMAND-NAME} connections add router https://openrouter.ai/api/v1 priority=30",
                "",
                Root.EXIT_CODES
            })
    static final class Add implements Callable<Integer> {

        private final Root root;

        @Parameters(index = "0", paramLabel = "NAME", description = "What to call it.")
        private @Nullable String name;

        @Parameters(index = "1", paramLabel = "URL", description = "Its base URL.")
        private @Nullable String url;

        @Parameters(index = "2..*", arity = "0..*", paramLabel = "KEY=VALUE", description = "Further settings.")
        private List<String> typed = List.of();

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                description = {
                    "local_ollama, ollama, openai or cloud_proxy",
                    "(default: openai if the URL ends in /v1, else ollama)."
                })
        private @Nullable String type;

        Add(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            String given = Objects.requireNonNull(name);
            String base = Objects.requireNonNull(url);
            JsonObject settings = JsonObject.of("connection_type", type == null ? guess(base) : type)
                    .with("api_base_url", base);
            for (Map.Entry<String, JsonValue> further :
                    Assignment.set(assignments(typed)).fields().entrySet()) {
                settings = settings.with(further.getKey(), further.getValue());
            }
            JsonObject reply =
                    root.settings().change(List.of(new ConfigChange.SetConnection(given, true, settings, List.of())));
            root.print("Added " + Words.harmless(given) + ".");
            remarks(root, reply);
            root.progress("Try it with \"cloudtolocalllm test " + Words.harmless(given)
                    + "\"; if it needs a token: cloudtolocalllm token set " + Words.harmless(given));
            return ExitCode.OK.code();
        }

        private static String guess(String url) {
            return url.matches(".*/v1/?") ? "openai" : "ollama";
        }
    }

    /** Changes a connection. */
    @Command(
            name = "set",
            description = "Change the settings of a connection.",
            footer = {
                "",
                KEYS,
                KEYS_MORE,
                "",
                "Examples:",
                "  ${ROOT-COMMAND-NAME} connections set gpu_box priority=5 failover=false",
                "  ${ROOT-COMMAND-NAME} connections set router 'models=[\"gpt-5\"]' timeout=",
                "",
                Root.EXIT_CODES
            })
    static final class Set implements Callable<Integer> {

        private final Root root;

        @Parameters(index = "0", paramLabel = "NAME", description = "Which one.")
        private @Nullable String name;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY=VALUE", description = "What to change.")
        private List<String> typed = List.of();

        Set(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            String given = Objects.requireNonNull(name);
            List<Assignment> assignments = assignments(typed);
            Settings settings = root.settings();
            JsonObject before = existing(settings, given);
            JsonObject reply = settings.change(List.of(new ConfigChange.SetConnection(
                    given, false, Assignment.set(assignments), Assignment.unset(assignments))));
            root.print("Changed " + Words.harmless(given) + ".");
            remarks(root, reply);
            root.progress("Undo it with: cloudtolocalllm connections set " + Words.harmless(given)
                    + undo(before, assignments));
            return ExitCode.OK.code();
        }

        private static String undo(JsonObject before, List<Assignment> assignments) {
            StringBuilder words = new StringBuilder();
            for (Assignment assignment : assignments) {
                words.append(' ')
                        .append(before.get(assignment.key())
                                .map(value -> typed(assignment.key(), value))
                                .orElse(assignment.key() + "="));
            }
            return Words.harmless(words.toString());
        }
    }

    /** How a setting is typed in a shell. */
    private static String typed(String key, JsonValue value) {
        String text = value instanceof JsonText(String plain) ? plain : value.toJson();
        return quoted(key + "=" + text);
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_.=:/@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Removes a connection. */
    @Command(
            name = "remove",
            description = {
                "Remove a connection. How to put it back is shown. A token in the keyring, a file or a variable",
                "stays there; one that stands in the settings goes with the connection."
            },
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} connections remove gpu_box", "", Root.EXIT_CODES})
    static final class Remove implements Callable<Integer> {

        private static final java.util.Set<String> SAID_OTHERWISE =
                java.util.Set.of("api_base_url", "host", "port", "connection_type", "auth_token_set", "auth_token");

        private final Root root;

        @Parameters(paramLabel = "NAME", description = "Which one.")
        private @Nullable String name;

        Remove(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            String given = Objects.requireNonNull(name);
            Settings settings = root.settings();
            JsonObject before = existing(settings, given);
            JsonObject reply = settings.change(List.of(new ConfigChange.RemoveConnection(given)));
            root.print("Removed " + Words.harmless(given) + ".");
            remarks(root, reply);
            root.progress(
                    "Put it back with: cloudtolocalllm connections add " + Words.harmless(given) + undo(given, before));
            if (before.flag("auth_token_set", false)
                    && before.text("auth_token_ref", "").isBlank()) {
                note(
                        root,
                        "its token stood in the settings and is gone with it; set it again with"
                                + " \"cloudtolocalllm token set " + given + "\".");
            }
            return ExitCode.OK.code();
        }

        /** Says the type always: one that goes without saying follows from the name, which {@code add} does not look at. */
        private static String undo(String name, JsonObject before) {
            String type = before.text("connection_type").orElse(name);
            StringBuilder words = new StringBuilder(" ")
                    .append(quoted(base(type, before)))
                    .append(" --type ")
                    .append(type);
            for (Map.Entry<String, JsonValue> setting : before.fields().entrySet()) {
                if (!SAID_OTHERWISE.contains(setting.getKey())) {
                    words.append(' ').append(typed(setting.getKey(), setting.getValue()));
                }
            }
            return Words.harmless(words.toString());
        }

        /** The base URL, also where it follows from other settings, since {@code add} wants one. */
        private static String base(String type, JsonObject before) {
            return before.text("api_base_url").orElseGet(() -> {
                if (type.equals("cloud_proxy")) {
                    return ConnectionDefaults.CLOUD_URL;
                }
                HostPort byDefault = new HostPort("localhost", 11_434);
                long port = before.integer("port").orElse(byDefault.port());
                return "http://"
                        + new HostPort(
                                before.text("host").orElse(byDefault.host()),
                                port > 0 && port <= 65_535 ? (int) port : byDefault.port());
            });
        }
    }
}
