package online.cloudtolocalllm.daemon.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.launch.Detachment;
import online.cloudtolocalllm.protocol.launch.Launcher;

/** Starts a window by the launcher, as a process that outlives this one. Thread-safe. */
final class WindowLauncher {

    private final Optional<Path> launcher;
    private final Locations locations;
    private final Map<String, String> environment;
    private final Supplier<Set<String>> secretVariables;
    private final DisplaySearch display;

    /** What became of a start. */
    sealed interface Launch {

        /**
         * A process runs.
         *
         * @param process its process; where {@link Detachment#endsAtOnce} the one that started it
         * @param output what it prints
         */
        record Running(Process process, WindowOutput output) implements Launch {}

        /**
         * There is no process.
         *
         * @param why in words, with what to do about it
         */
        record Failed(String why) implements Launch {}
    }

    /**
     * Starts windows by this launcher.
     *
     * @param launcher empty if none started this process, so that there are no windows
     * @param environment environment variables of this process
     * @param secretVariables the names of those that no other program should see; may block
     */
    WindowLauncher(
            Optional<Path> launcher,
            Locations locations,
            Map<String, String> environment,
            Supplier<Set<String>> secretVariables,
            DisplaySearch display) {
        this.launcher = launcher;
        this.locations = locations;
        this.environment = Map.copyOf(environment);
        this.secretVariables = secretVariables;
        this.display = display;
    }

    /** Whether this installation has the program: its jars are in the build from which this process runs. Looks at the disk. */
    boolean has(WindowKind kind) {
        return launcher.isPresent() && Launcher.has(environment, kind.folder());
    }

    /**
     * Starts one. Blocks on the disk, and two seconds at most while it asks for a display.
     *
     * @param tab which part of it to show; empty for the last one
     */
    Launch launch(WindowKind kind, String tab) {
        Optional<Map<String, String>> shown = display.find();
        if (shown.isEmpty()) {
            return new Launch.Failed(
                    "The " + kind.words() + " cannot be shown, since there is no display (neither DISPLAY nor"
                            + " WAYLAND_DISPLAY is set for the daemon). In your desktop, run \"cloudtolocalllm "
                            + kind.program()
                            + "\", or restart the daemon there.");
        }
        Path file = locations.output(kind.program());
        WindowOutput output;
        try {
            output = WindowOutput.open(file);
        } catch (IOException e) {
            return failed(kind, file + ": " + FileProblem.describe(e));
        }
        try {
            return new Launch.Running(builder(kind, tab, shown.get(), output).start(), output);
        } catch (IOException e) {
            return failed(kind, FileProblem.describe(e));
        }
    }

    private static Launch failed(WindowKind kind, String reason) {
        return new Launch.Failed("The " + kind.words() + " could not be started (" + reason + ").");
    }

    private ProcessBuilder builder(WindowKind kind, String tab, Map<String, String> shown, WindowOutput output) {
        List<String> command = new ArrayList<>(
                Detachment.command(System.getProperty("os.name", ""), environment, launcher.orElseThrow()));
        command.add(kind.program());
        if (!tab.isEmpty()) {
            command.addAll(List.of("--tab", tab));
        }
        Map<String, String> variables = new HashMap<>(environment);
        variables.keySet().removeAll(secretVariables.get());
        variables.putAll(shown);
        variables.put(Locations.HOME_VARIABLE, locations.home().toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Detachment.nothing())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.file().toFile()));
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder;
    }
}
