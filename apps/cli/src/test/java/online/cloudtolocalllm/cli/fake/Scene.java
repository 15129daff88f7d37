package online.cloudtolocalllm.cli.fake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.cli.command.Program;
import online.cloudtolocalllm.cli.keyboard.Keyboard;
import online.cloudtolocalllm.cli.run.CommandName;
import online.cloudtolocalllm.cli.run.Pause;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.cli.run.Terminal;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;

/** Surroundings of a command, as a test wants them: by default a pipe, an empty input and a home of its own. */
public final class Scene {

    /** The wall clock of every scene. */
    public static final Instant NOW = Instant.parse("2026-11-22T12:42:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private final Path home;
    private String input = "";
    private Terminal terminal = Terminal.none();
    private Keyboard.Opener keyboard = () -> {
        throw new java.io.IOException("this scene has no keyboard");
    };
    private Pause pause = time -> Thread.onSpinWait();
    private Optional<Path> launcher = Optional.empty();
    private CommandName command = CommandName.PLAIN;

    /** A scene with this home folder. */
    public Scene(Path home) {
        this.home = home;
        environment.put(Locations.HOME_VARIABLE, home.toString());
        environment.put("PATH", "");
    }

    /** What a command left behind. */
    public record Ending(int exitCode, String out, String err) {}

    /** Its files. */
    public Locations locations() {
        return new Locations(home);
    }

    /** Sets an environment variable. */
    public Scene with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Unsets an environment variable. */
    public Scene without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Pipes text in. */
    public Scene input(String text) {
        input = text;
        return this;
    }

    /** Puts a terminal of this width on all three streams. */
    public Scene terminal(int width) {
        terminal = new Terminal(true, true, true, () -> width);
        return this;
    }

    /** Lets somebody type. */
    public Scene keyboard(Keyboard typing) {
        keyboard = () -> typing;
        return this;
    }

    /** Replaces the way of waiting. */
    public Scene pause(Pause other) {
        pause = other;
        return this;
    }

    /** Names the launcher. */
    public Scene launcher(Path file) {
        launcher = Optional.of(file);
        return this;
    }

    /** Names the command as somebody typed it. */
    public Scene command(String typed) {
        command = new CommandName(typed);
        return this;
    }

    /** Runs a command. */
    public Ending run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Program.run(surroundings(out, err), arguments);
        return new Ending(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The surroundings that {@link #run} uses. */
    public Surroundings surroundings(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Surroundings(
                Map.copyOf(environment),
                "Linux",
                "",
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                keyboard,
                new FixedDay(),
                ZoneOffset.UTC,
                pause,
                launcher,
                command,
                "0.1.0");
    }

    /** A wall clock that stands still, since pages show it, and a monotonic one that runs, since limits need it. */
    private record FixedDay() implements TimeSource {
        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }
}
