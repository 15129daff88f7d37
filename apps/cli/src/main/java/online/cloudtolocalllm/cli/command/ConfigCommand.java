package online.cloudtolocalllm.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.cli.settings.Assignment;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The settings files as a whole. */
@Command(
        name = "config",
        description = "The settings: show, check, edit, and change those of the daemon.",
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} config show",
            "  ${ROOT-COMMAND-NAME} config validate",
            "  ${ROOT-COMMAND-NAME} config set gateway.address=127.0.0.1:18435",
            "",
            "For connections: ${ROOT-COMMAND-NAME} connections --help",
            "",
            Root.EXIT_CODES
        })
final class ConfigCommand implements Callable<Integer> {

    private final Root root;

    private ConfigCommand(Root root) {
        this.root = root;
    }

    static CommandLine with(Root root) {
        return new CommandLine(new ConfigCommand(root))
                .addSubcommand("show", new Show(root))
                .addSubcommand("validate", new Validate(root))
                .addSubcommand("edit", new Edit(root))
                .addSubcommand("set", new Set(root));
    }

    @Override
    public Integer call() throws CommandFailure {
        return new Show(root).call();
    }

    private static CommandFailure invalid(List<String> problems) {
        return new CommandFailure(
                ExitCode.HOME_UNUSABLE,
                (problems.size() == 1
                                ? "One setting is not valid:\n  "
                                : problems.size() + " settings are not valid:\n  ")
                        + Words.harmless(String.join("\n  ", problems)),
                "Correct them with \"cloudtolocalllm config edit\"; until then the last good ones count.");
    }

    /** Shows the settings. */
    @Command(
            name = "show",
            description = "Show all settings without their secrets.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} config show --json | jq .daemon", "", Root.EXIT_CODES})
    private static final class Show implements Callable<Integer> {

        private final Root root;

        @Option(names = "--json", description = "As one JSON object in one line.")
        private boolean json;

        Show(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            JsonObject shown = root.settings().show();
            if (json) {
                root.print(shown.toJson());
                return ExitCode.OK.code();
            }
            root.print(root.palette().dim(Words.harmless(shown.text("file", "connection_config.json"))));
            root.print(Words.harmless(Json.writeIndented(shown.object("connections")))
                    .stripTrailing());
            root.print(root.palette().dim("daemon_config.json"));
            root.print(
                    Words.harmless(Json.writeIndented(shown.object("daemon"))).stripTrailing());
            for (Map.Entry<String, ?> override :
                    shown.object("overrides").fields().entrySet()) {
                root.print(root.palette().yellow("note:") + " " + Words.harmless(override.getKey())
                        + " comes from the environment variable "
                        + Words.harmless(shown.object("overrides").text(override.getKey(), "")) + ".");
            }
            for (String problem : shown.array("problems").texts()) {
                root.print(root.palette().yellow("note:") + " " + Words.harmless(problem));
            }
            return ExitCode.OK.code();
        }
    }

    /** Checks the settings. */
    @Command(
            name = "validate",
            description = "Check the settings files; says file, key and reason of what is wrong.",
            footer = {
                "",
                "Example:",
                "  ${ROOT-COMMAND-NAME} config validate",
                "",
                "Ends with 6 if something is not valid.",
                Root.EXIT_CODES
            })
    private static final class Validate implements Callable<Integer> {

        private final Root root;

        @Option(names = "--json", description = "As one JSON object.")
        private boolean json;

        Validate(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            List<String> problems = root.settings().problems();
            if (json) {
                root.print(JsonObject.of("ok", problems.isEmpty(), "problems", problems)
                        .toJson());
                return (problems.isEmpty() ? ExitCode.OK : ExitCode.HOME_UNUSABLE).code();
            }
            if (!problems.isEmpty()) {
                throw invalid(problems);
            }
            root.print("The settings are valid.");
            return ExitCode.OK.code();
        }
    }

    /** Opens a settings file in an editor. */
    @Command(
            name = "edit",
            description = {
                "Open connection_config.json in the editor that VISUAL or EDITOR names, and check it afterwards.",
                "A running daemon applies what is valid at once."
            },
            footer = {"", "Example:", "  EDITOR=nano ${ROOT-COMMAND-NAME} config edit", "", Root.EXIT_CODES})
    private static final class Edit implements Callable<Integer> {

        private final Root root;

        @Option(names = "--daemon", description = "Open daemon_config.json instead.")
        private boolean daemon;

        Edit(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure, InterruptedException {
            Surroundings around = root.surroundings();
            Path file = daemon
                    ? around.locations().daemonConfig()
                    : around.locations().connectionConfig();
            if (daemon) {
                // Missing, it is made by the editor; damaged, it is to be put right by hand.
                openHome(around);
            } else {
                root.settings().prepare();
            }
            String editor = editor(around.environment());
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", editor + " \"$1\"", "sh"));
            command.add(file.toString());
            int code;
            try {
                code = new ProcessBuilder(command).inheritIO().start().waitFor();
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The editor could not be started: " + e.getMessage() + ".",
                        "Name another one: EDITOR=nano cloudtolocalllm config edit");
            }
            if (code != 0) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The editor \"" + Words.harmless(editor) + "\" ended with " + code + ".",
                        "Name another one: EDITOR=nano cloudtolocalllm config edit");
            }
            List<String> problems = root.settings().problems();
            if (!problems.isEmpty()) {
                throw invalid(problems);
            }
            root.print("The settings are valid.");
            return ExitCode.OK.code();
        }

        private static void openHome(Surroundings around) throws CommandFailure {
            try {
                OwnerOnlyFiles.openFolder(around.locations().home());
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.HOME_UNUSABLE,
                        "The settings cannot be used: " + Words.harmless(FileProblem.describe(e)) + ".",
                        "Make the folder writable, or name another one with CLOUDTOLOCALLLM_HOME.");
            }
        }

        private static String editor(Map<String, String> environment) {
            String visual = environment.getOrDefault("VISUAL", "");
            String editor = environment.getOrDefault("EDITOR", "");
            return !visual.isBlank() ? visual : !editor.isBlank() ? editor : "vi";
        }
    }

    /** Changes settings of the daemon. */
    @Command(
            name = "set",
            description = "Change settings of the daemon; KEY= takes one out, so that its default counts.",
            footer = {
                "",
                "Examples:",
                "  ${ROOT-COMMAND-NAME} config set log.level=debug",
                "  ${ROOT-COMMAND-NAME} config set gateway.address=",
                "",
                Root.EXIT_CODES
            })
    private static final class Set implements Callable<Integer> {

        private final Root root;

        @Parameters(arity = "1..*", paramLabel = "KEY=VALUE", description = "What to change, such as log.level=debug.")
        private List<String> typed = List.of();

        Set(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            List<Assignment> assignments = new ArrayList<>();
            for (String one : typed) {
                assignments.add(Assignment.parse(one)
                        .orElseThrow(() -> new CommandFailure(
                                ExitCode.USAGE,
                                "\"" + Words.fit(Words.harmless(one), 40) + "\" is not KEY=VALUE.",
                                "For example: cloudtolocalllm config set log.level=debug")));
            }
            JsonObject reply = root.settings()
                    .change(List.of(
                            new ConfigChange.SetDaemon(Assignment.set(assignments), Assignment.unset(assignments))));
            root.print("Changed.");
            ConnectionEdits.remarks(root, reply);
            return ExitCode.OK.code();
        }
    }
}
