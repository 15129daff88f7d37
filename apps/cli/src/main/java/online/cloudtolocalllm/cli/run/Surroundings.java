package online.cloudtolocalllm.cli.run;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.cli.keyboard.JLineKeyboard;
import online.cloudtolocalllm.cli.keyboard.Keyboard;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.launch.Launcher;

/**
 * Everything outside the program that a command may touch.
 *
 * @param environment environment variables
 * @param osName the value of {@code os.name}
 * @param userHome the value of {@code user.home}
 * @param in standard input
 * @param out the answer
 * @param err progress, remarks and errors
 * @param terminal which of these a person sees
 * @param keyboard opens the terminal for typing, where a command needs more than lines
 * @param time the clocks
 * @param zone in which times are shown
 * @param pause how to wait
 * @param launcher the launcher script, when the program was started by it
 * @param command what a person types to run this program
 * @param version the product's version
 */
public record Surroundings(
        Map<String, String> environment,
        String osName,
        String userHome,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Keyboard.Opener keyboard,
        TimeSource time,
        ZoneId zone,
        Pause pause,
        Optional<Path> launcher,
        CommandName command,
        String version) {

    /** The surroundings of this process. */
    public static Surroundings ofThisProcess() {
        Map<String, String> environment = System.getenv();
        String osName = System.getProperty("os.name", "");
        String version = Surroundings.class.getPackage().getImplementationVersion();
        return new Surroundings(
                environment,
                osName,
                System.getProperty("user.home", ""),
                new FileInputStream(FileDescriptor.in),
                stream(FileDescriptor.out, charset(osName, "stdout.encoding")),
                stream(FileDescriptor.err, charset(osName, "stderr.encoding")),
                Terminal.ofThisProcess(environment),
                JLineKeyboard::ofThisProcess,
                TimeSource.system(),
                ZoneId.systemDefault(),
                Thread::sleep,
                Launcher.ofThisProcess(),
                CommandName.ofThisProcess(),
                version == null ? "(unpackaged)" : version);
    }

    /** Java writes ASCII where no locale is set, as in containers, and would turn a model's answer into question marks. */
    private static Charset charset(String osName, String property) {
        return osName.toLowerCase(Locale.ROOT).startsWith("windows")
                ? Charset.forName(System.getProperty(property, "UTF-8"))
                : StandardCharsets.UTF_8;
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }

    /**
     * The files of this user.
     *
     * @throws CommandFailure if nothing tells where they are
     */
    public Locations locations() throws CommandFailure {
        try {
            return Locations.resolve(environment, osName, userHome);
        } catch (Locations.NoHomeException e) {
            throw new CommandFailure(
                    ExitCode.HOME_UNUSABLE,
                    String.valueOf(e.getMessage()),
                    "For example: " + Locations.HOME_VARIABLE + "=/tmp/c2l cloudtolocalllm up");
        }
    }

    /**
     * The launcher script.
     *
     * @throws CommandFailure if the program was not started by it
     */
    public Path launcherOrFail() throws CommandFailure {
        return launcher.orElseThrow(() -> new CommandFailure(
                ExitCode.FAILED,
                "This program does not know its launcher (system property " + Launcher.PROPERTY + ").",
                "Run it through the launcher: cloudtolocalllm up"));
    }

    /** The same with other environment variables. */
    public Surroundings withEnvironment(Map<String, String> other) {
        return new Surroundings(
                Map.copyOf(other),
                osName,
                userHome,
                in,
                out,
                err,
                terminal,
                keyboard,
                time,
                zone,
                pause,
                launcher,
                command,
                version);
    }

    /** Whether colour may be used on standard output. */
    public boolean colourOnOut() {
        return terminal.out() && colourWanted();
    }

    /** Whether colour may be used on standard error. */
    public boolean colourOnErr() {
        return terminal.err() && colourWanted();
    }

    private boolean colourWanted() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
