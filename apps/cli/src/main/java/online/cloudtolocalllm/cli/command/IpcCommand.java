package online.cloudtolocalllm.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.words.Figures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How programs talk to the daemon itself. */
@Command(
        name = "ipc",
        description = "How programs talk to the daemon itself.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} ipc legacy on",
            "  ${ROOT-COMMAND-NAME} ipc legacy status",
            "",
            Root.EXIT_CODES
        })
final class IpcCommand implements Callable<Integer> {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,5})(m|h)?");
    private static final long MOST_MINUTES = Duration.ofDays(1).toMinutes();

    private final Root root;

    private IpcCommand(Root root) {
        this.root = root;
    }

    static CommandLine with(Root root) {
        CommandLine legacy = new CommandLine(new Legacy(root))
                .addSubcommand("on", new On(root))
                .addSubcommand("off", new Off(root))
                .addSubcommand("status", new Status(root));
        return new CommandLine(new IpcCommand(root)).addSubcommand("legacy", legacy);
    }

    @Override
    public Integer call() throws CommandFailure {
        return show(root, JsonObject.of("command", "LEGACY"), false);
    }

    private static int show(Root root, JsonObject command, boolean json) throws CommandFailure {
        JsonObject reply = root.daemon()
                .ask(command, ExitCode.FAILED, "See what holds with \"cloudtolocalllm ipc legacy status\".");
        if (json) {
            root.print(reply.without("id").toJson());
        } else {
            root.print(words(root, reply));
        }
        return ExitCode.OK.code();
    }

    private static String words(Root root, JsonObject reply) {
        if (!reply.flag("on", false)) {
            return "Old clients are not let in.";
        }
        return reply.flag("always", false)
                ? "Old clients are let in without a proof, always."
                : "Old clients are let in without a proof until " + moment(root, reply.text("until", "")) + ".";
    }

    private static String moment(Root root, String instant) {
        try {
            Instant at = Instant.parse(instant);
            ZoneId zone = root.surroundings().zone();
            String moment = Figures.moment(at, root.surroundings().time().now(), zone);
            return moment.contains(":")
                    ? moment
                    : moment + ", " + Figures.clock(at, zone).substring(0, 5);
        } catch (DateTimeParseException unknown) {
            return "later";
        }
    }

    /** Minutes, from "15m", "2h" or a plain number of minutes. */
    private static Optional<Long> minutes(String typed) {
        Matcher time = TIME.matcher(typed);
        if (!time.matches()) {
            return Optional.empty();
        }
        long minutes = Long.parseLong(time.group(1)) * ("h".equals(time.group(2)) ? 60 : 1);
        return minutes >= 1 && minutes <= MOST_MINUTES ? Optional.of(minutes) : Optional.empty();
    }

    /** Old clients. */
    @Command(
            name = "legacy",
            description = {
                "Old clients: the original app and others that know no handshake.",
                "They are not let in by standard, because they do not prove that they may use the daemon."
            },
            synopsisSubcommandLabel = "[COMMAND]",
            footer = {
                "",
                "Examples:",
                "  ${ROOT-COMMAND-NAME} ipc legacy on            for 15 minutes",
                "  ${ROOT-COMMAND-NAME} ipc legacy on --for 2h",
                "  ${ROOT-COMMAND-NAME} ipc legacy on --always",
                "  ${ROOT-COMMAND-NAME} ipc legacy off",
                "",
                Root.EXIT_CODES
            })
    private static final class Legacy implements Callable<Integer> {

        private final Root root;

        Legacy(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() throws CommandFailure {
            return show(root, JsonObject.of("command", "LEGACY"), false);
        }
    }

    /** Lets them in. */
    @Command(
            name = "on",
            description = {
                "Let old clients in without a proof, for 15 minutes unless you say otherwise. Then their sessions end.",
                "Only programs of yours are let in, where the system tells whose a program is."
            },
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} ipc legacy on --for 30m", "", Root.EXIT_CODES})
    private static final class On extends JsonOrWords {

        @Option(names = "--for", paramLabel = "TIME", description = "How long: 15m or 2h, at most 24h.")
        private @Nullable String time;

        @Option(names = "--always", description = "Until \"ipc legacy off\", also after a restart (ipc.legacy).")
        private boolean always;

        On(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            JsonObject command = JsonObject.of("command", "LEGACY", "on", true);
            if (always && time != null) {
                throw wrong("--for and --always exclude each other.");
            }
            if (always) {
                return show(root(), command.with("always", true), json());
            }
            String typed = time == null ? "15m" : time;
            long minutes = minutes(typed)
                    .orElseThrow(() -> wrong(
                            "--for needs a time from 1m to 24h, such as 15m, not \"" + Words.harmless(typed) + "\"."));
            return show(root(), command.with("minutes", minutes), json());
        }

        private static CommandFailure wrong(String message) {
            return new CommandFailure(ExitCode.USAGE, message, "See \"cloudtolocalllm ipc legacy on --help\".");
        }
    }

    /** Sends them away. */
    @Command(
            name = "off",
            description = "Let old clients in no more, and end their sessions.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} ipc legacy off", "", Root.EXIT_CODES})
    private static final class Off extends JsonOrWords {

        Off(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            return show(root(), JsonObject.of("command", "LEGACY", "on", false), json());
        }
    }

    /** Tells what holds. */
    @Command(
            name = "status",
            description = "Tell whether old clients are let in.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} ipc legacy status --json", "", Root.EXIT_CODES})
    private static final class Status extends JsonOrWords {

        Status(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            return show(root(), JsonObject.of("command", "LEGACY"), json());
        }
    }
}
