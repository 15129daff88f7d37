package online.cloudtolocalllm.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.cli.daemon.GatewayAddress;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
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

    /** The gateway's address, if one was given; fails if it cannot be one. */
    Optional<GatewayAddress> gateway() throws CommandFailure {
        return gateway == null ? Optional.empty() : Optional.of(GatewayAddress.parse(gateway));
    }

    /** Checks that a daemon that runs already is as wished, where that matters to others. */
    static void expect(Optional<GatewayAddress> wished, DaemonStatus running) throws CommandFailure {
        if (wished.isPresent()) {
            wished.get().expectOf(running);
        }
    }

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
