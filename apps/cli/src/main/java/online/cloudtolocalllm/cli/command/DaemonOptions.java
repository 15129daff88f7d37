package online.cloudtolocalllm.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The daemon's own options, passed on to it. */
final class DaemonOptions {

    @Option(names = "--port", paramLabel = "N", description = "Port for clients of the daemon; 0 picks a free one.")
    private @Nullable Integer port;

    @Option(
            names = "--gateway",
            paramLabel = "HOST:PORT",
            description = "Address of the gateway (default 127.0.0.1:11435).")
    private @Nullable String gateway;

    @Option(names = "--no-tray", description = "No icon in the tray.")
    private boolean noTray;

    @Option(names = "--debug", description = "Log more.")
    private boolean debug;

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (port != null) {
            arguments.addAll(List.of("--port", port.toString()));
        }
        if (gateway != null) {
            arguments.addAll(List.of("--gateway", gateway));
        }
        if (noTray) {
            arguments.add("--no-tray");
        }
        if (debug) {
            arguments.add("--debug");
        }
        return arguments;
    }
}
