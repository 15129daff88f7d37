package online.cloudtolocalllm.cli.daemon;

import java.util.Optional;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.files.Locations;

/** Why a daemon ended at once, from its exit code and its last words. Pure. */
final class StartFailure {

    private static final String ERROR = "error: ";

    /** How the daemon tells the place of the gateway from its other addresses. */
    private static final String GATEWAY = "The gateway's address ";

    private StartFailure() {}

    static CommandFailure of(int code, String lastWords, Locations locations) {
        ExitCode exitCode = ExitCode.ofDaemon(code);
        Optional<String> error = lastWords
                .lines()
                .filter(line -> line.startsWith(ERROR))
                .map(line -> Words.harmless(line.substring(ERROR.length())))
                .reduce((first, second) -> second);
        if (exitCode == ExitCode.IN_USE && error.isPresent()) {
            return inUse(error.get(), locations);
        }
        return new CommandFailure(
                exitCode,
                "The daemon ended at once (exit code " + code + ")." + indented(lastWords),
                "See it start with \"cloudtolocalllm daemon\"; what it printed is in " + locations.console() + ".");
    }

    /** The daemon's advice is for who runs it in the foreground, and so only what happened is taken from it. */
    private static CommandFailure inUse(String error, Locations locations) {
        int end = error.indexOf("). ");
        String what = Words.sentence(end < 0 ? error : error.substring(0, end + 1));
        String advice = error.startsWith(GATEWAY)
                ? "Stop the program that has it, or choose another address:"
                        + " cloudtolocalllm start --gateway 127.0.0.1:PORT (for this start), or gateway.address in "
                        + locations.daemonConfig() + "."
                : "Choose another port, or none: cloudtolocalllm start";
        return new CommandFailure(ExitCode.IN_USE, what, advice);
    }

    static String indented(String lines) {
        return lines.isEmpty() ? "" : "\n" + lines.indent(2).stripTrailing();
    }
}
