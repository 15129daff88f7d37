package online.cloudtolocalllm.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.settings.Settings;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that switch one thing of a connection. */
final class ConnectionSwitches {

    private ConnectionSwitches() {}

    /** Switches one flag of a connection. */
    abstract static class Switch implements Callable<Integer> {

        private final Root root;

        @Parameters(paramLabel = "NAME", description = "Which one.")
        private @Nullable String name;

        Switch(Root root) {
            this.root = root;
        }

        final int flag(String key, boolean value, String done) throws CommandFailure {
            String given = Objects.requireNonNull(name);
            Settings settings = root.settings();
            ConnectionEdits.existing(settings, given);
            JsonObject reply = settings.change(
                    List.of(new ConfigChange.SetConnection(given, false, JsonObject.of(key, value), List.of())));
            root.print(Words.harmless(given) + " " + done);
            ConnectionEdits.remarks(root, reply);
            return ExitCode.OK.code();
        }
    }

    /** Switches a connection on. */
    @Command(
            name = "enable",
            description = "Switch a connection on.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} connections enable cloud_proxy", "", Root.EXIT_CODES})
    static final class Enable extends Switch {
        Enable(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            return flag("enabled", true, "is on.");
        }
    }

    /** Switches a connection off. */
    @Command(
            name = "disable",
            description = "Switch a connection off: it gets no requests and is not watched.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} connections disable cloud_proxy", "", Root.EXIT_CODES})
    static final class Disable extends Switch {
        Disable(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            return flag("enabled", false, "is off.");
        }
    }

    /** Keeps requests away from a connection. */
    @Command(
            name = "pause",
            description = "Keep requests away from a connection for now; it is watched on.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} connections pause gpu_box", "", Root.EXIT_CODES})
    static final class Pause extends Switch {
        Pause(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            return flag("paused", true, "is paused. Requests that name it by X-Connection still reach it.");
        }
    }

    /** Ends a pause. */
    @Command(
            name = "resume",
            description = "End the pause of a connection.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} connections resume gpu_box", "", Root.EXIT_CODES})
    static final class Resume extends Switch {
        Resume(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            return flag("paused", false, "gets requests again.");
        }
    }

    /** Has one connection asked before the others. */
    @Command(
            name = "prefer",
            description = "Have one connection asked before all others that are doing as well; --none ends that.",
            footer = {
                "",
                "Examples:",
                "  ${ROOT-COMMAND-NAME} connections prefer gpu_box",
                "  ${ROOT-COMMAND-NAME} connections prefer --none",
                "",
                Root.EXIT_CODES
            })
    static final class Prefer implements Callable<Integer> {

        private final Root root;

        @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which one.")
        private @Nullable String name;

        @Option(names = "--none", description = "None: the priorities alone decide again.")
        private boolean none;

        Prefer(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            if (none == (name != null)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "prefer takes the name of one connection, or --none.",
                        "See the connections with \"cloudtolocalllm connections\".");
            }
            Settings settings = root.settings();
            JsonObject connections = settings.show().object("connections");
            List<ConfigChange> changes = new ArrayList<>();
            for (Map.Entry<String, JsonValue> entry : connections.fields().entrySet()) {
                boolean preferred = entry.getValue() instanceof JsonObject one && one.flag("preferred", false);
                if (preferred && !entry.getKey().equals(name)) {
                    changes.add(new ConfigChange.SetConnection(
                            entry.getKey(), false, JsonObject.EMPTY, List.of("preferred")));
                }
            }
            if (name != null) {
                ConnectionEdits.existing(settings, name);
                changes.add(new ConfigChange.SetConnection(name, false, JsonObject.of("preferred", true), List.of()));
            }
            if (!changes.isEmpty()) {
                ConnectionEdits.remarks(root, settings.change(changes));
            }
            root.print(
                    name == null
                            ? "No connection is preferred; the priorities decide."
                            : Words.harmless(name) + " is asked first while it is doing as well as the others.");
            return ExitCode.OK.code();
        }
    }
}
