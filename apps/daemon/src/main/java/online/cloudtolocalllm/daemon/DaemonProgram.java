package online.cloudtolocalllm.daemon;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.daemon.process.DaemonOptions;
import online.cloudtolocalllm.protocol.files.Locations;

/**
 * The daemon as a program: arguments in, words and an exit code out. Exit codes: 0 stopped as asked, or already running; 1
 * unexpected; 2 wrong usage; 5 port in use; 6 home folder or settings unusable.
 */
final class DaemonProgram {

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    DaemonProgram(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    int run(String[] arguments) {
        return switch (DaemonOptions.parse(List.of(arguments), environment)) {
            case DaemonOptions.Help(String text) -> {
                out.print(text);
                yield 0;
            }
            case DaemonOptions.Wrong(String message) -> {
                err.println("error: " + message);
                yield 2;
            }
            case DaemonOptions.Run options -> run(options);
        };
    }

    private int run(DaemonOptions.Run options) {
        Locations locations;
        try {
            locations = Locations.resolve(
                    environment, System.getProperty("os.name", ""), System.getProperty("user.home", ""));
        } catch (Locations.NoHomeException e) {
            err.println("error: " + e.getMessage());
            return 6;
        }
        return switch (Daemon.start(options, locations, environment, err)) {
            case Daemon.Start.AlreadyRunning ignored -> {
                out.println("already running");
                yield 0;
            }
            case Daemon.Start.Failed(int exitCode, String message) -> {
                err.println("error: " + message);
                yield exitCode;
            }
            case Daemon.Start.Running(Daemon daemon) -> serve(daemon);
        };
    }

    /**
     * Serves until asked to stop, by a client or by a signal. A signal is answered like QUIT, and so with exit code 0: the
     * Java machine would report 143, which service managers take for a failure.
     */
    private int serve(Daemon daemon) {
        Thread onSignal = Thread.ofPlatform().name("stop on signal").unstarted(() -> {
            daemon.requestStop();
            daemon.awaitClosed();
            Runtime.getRuntime().halt(0);
        });
        Runtime.getRuntime().addShutdownHook(onSignal);
        out.println("gateway: " + daemon.gatewayUrl());
        out.flush();
        daemon.serve();
        return 0;
    }
}
