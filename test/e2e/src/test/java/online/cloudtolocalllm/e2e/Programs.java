package online.cloudtolocalllm.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.Finished;
import online.cloudtolocalllm.testkit.process.TemporaryHome;

/** The product's programs, run from this test's class path with the Java options that the launcher gives them. */
final class Programs {

    static final String CLASS_PATH = System.getProperty("java.class.path", "");

    private static final String CLI = "online.cloudtolocalllm.cli.Main";
    private static final String DEMO = "online.cloudtolocalllm.demo.Main";
    private static final List<String> QUICK_START = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms16m");

    /** How long a test waits for what another program starts: most of it is the start of a Java machine, beside others. */
    static final Duration START = Until.LIMIT.multipliedBy(4);

    private Programs() {}

    static Command daemon(TemporaryHome home) {
        return asLaunched(DaemonProcess.command(CLASS_PATH, home));
    }

    /** A daemon that may be seen on the desktop of a bus. */
    static Command daemon(TemporaryHome home, PrivateBus bus) {
        return asLaunched(DaemonProcess.onDesktop(CLASS_PATH, home).environment(bus.environment()));
    }

    private static Command asLaunched(Command daemon) {
        return daemon.javaOptions(QUICK_START).javaOptions(List.of("-Xmx64m", "-Xmn8m"));
    }

    static DaemonProcess startDaemon(TemporaryHome home) throws IOException, InterruptedException {
        return DaemonProcess.start(daemon(home), home);
    }

    static Command cli(TemporaryHome home, String... arguments) {
        return Command.java(CLASS_PATH, CLI, arguments).javaOptions(QUICK_START).in(home);
    }

    static Command demo(String... arguments) {
        return Command.java(CLASS_PATH, DEMO, arguments).javaOptions(QUICK_START);
    }

    /** Runs a program to its end. */
    static Finished run(Command command) throws IOException, InterruptedException {
        return AppProcess.run(command, START);
    }
}
