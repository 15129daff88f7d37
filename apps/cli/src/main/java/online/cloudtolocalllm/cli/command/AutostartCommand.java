package online.cloudtolocalllm.cli.command;

import java.util.concurrent.Callable;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.autostart.AutostartState;
import online.cloudtolocalllm.autostart.Autostarts;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Whether the daemon is started at login; needs no daemon. */
@Command(
        name = "autostart",
        description = "Start the daemon when you log in, or no more. Off until you ask for it.",
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} autostart on",
            "  ${ROOT-COMMAND-NAME} autostart status",
            "",
            "On a server without a desktop: ${ROOT-COMMAND-NAME} service install",
            "",
            Root.EXIT_CODES
        })
final class AutostartCommand implements Callable<Integer> {

    private final Root root;

    private AutostartCommand(Root root) {
        this.root = root;
    }

    static CommandLine with(Root root) {
        return new CommandLine(new AutostartCommand(root))
                .addSubcommand("on", new On(root))
                .addSubcommand("off", new Off(root))
                .addSubcommand("status", new Status(root));
    }

    @Override
    public Integer call() throws CommandFailure {
        AutostartState state = autostart(root).state();
        return show(root, state, asJson(state), false);
    }

    private static Autostart autostart(Root root) throws CommandFailure {
        return Autostarts.of(root.installation());
    }

    private static int change(Root root, boolean on, boolean json) throws CommandFailure {
        Autostart autostart = autostart(root);
        AutostartState outcome = autostart.set(on);
        return show(root, outcome, afterTry(outcome, autostart), json);
    }

    /** How it is after a try to change it: what could not be turned off is still on, and both are told. */
    static JsonObject afterTry(AutostartState outcome, Autostart autostart) {
        return outcome instanceof AutostartState.Unavailable(String why)
                ? asJson(autostart.state()).with("why", why)
                : asJson(outcome);
    }

    private static int show(Root root, AutostartState state, JsonObject shown, boolean json) throws CommandFailure {
        if (json) {
            root.print(shown.toJson());
            return state instanceof AutostartState.Unavailable ? ExitCode.FAILED.code() : ExitCode.OK.code();
        }
        switch (state) {
            case AutostartState.On(String by) ->
                root.print("The daemon is started when you log in, by " + Words.harmless(by) + ".");
            case AutostartState.Off() -> root.print("The daemon is not started when you log in.");
            case AutostartState.Unavailable(String why) ->
                throw new CommandFailure(
                        ExitCode.FAILED, Words.harmless(why), "Start it by hand with \"cloudtolocalllm up\".");
        }
        return ExitCode.OK.code();
    }

    private static JsonObject asJson(AutostartState state) {
        return switch (state) {
            case AutostartState.On(String by) -> JsonObject.of("on", true, "by", by);
            case AutostartState.Off() -> JsonObject.of("on", false, "by", JsonNull.NULL);
            case AutostartState.Unavailable(String why) ->
                JsonObject.of("on", false, "by", JsonNull.NULL).with("why", why);
        };
    }

    /** Starts it at login. */
    @Command(
            name = "on",
            description = {
                "Start the daemon when you log in, and again after a crash.",
                "Where the service is installed, the service is started; otherwise the desktop gets an entry."
            },
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} autostart on", "", Root.EXIT_CODES})
    private static final class On extends JsonOrWords {

        On(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            return change(root(), true, json());
        }
    }

    /** Starts it at login no more. */
    @Command(
            name = "off",
            description = "Start the daemon no more when you log in. A daemon that runs goes on.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} autostart off", "", Root.EXIT_CODES})
    private static final class Off extends JsonOrWords {

        Off(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            return change(root(), false, json());
        }
    }

    /** Tells how it is. */
    @Command(
            name = "status",
            description = "Tell whether the daemon is started when you log in, and by what.",
            footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} autostart status --json", "", Root.EXIT_CODES})
    private static final class Status extends JsonOrWords {

        Status(Root root) {
            super(root);
        }

        @Override
        public Integer call() throws CommandFailure {
            AutostartState state = autostart(root()).state();
            return show(root(), state, asJson(state), json());
        }
    }
}
