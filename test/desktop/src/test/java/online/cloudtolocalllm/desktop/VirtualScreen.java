package online.cloudtolocalllm.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.InstalledProgram;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Finished;

/**
 * An X server that draws into memory, with a mouse that a test moves. {@link #close()} ends it.
 *
 * @param process the server
 * @param display its name, such as {@code :7}; the server chooses a free one
 */
record VirtualScreen(AppProcess process, String display) implements AutoCloseable {

    /** Programs have to tell each other what is carried over them before it is let go. */
    private static final int DRAG_STEPS = 24;

    /** Starts a screen of 1280 by 800 points and blocks until it can be used. */
    static VirtualScreen start() throws IOException, InterruptedException {
        AppProcess process = InstalledProgram.start(
                Command.of("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"),
                "xvfb");
        return new VirtualScreen(process, ":" + process.awaitOutputLine(line -> line.matches("\\d+")));
    }

    /** The variable that leads a program to it. */
    Map<String, String> environment() {
        return Map.of("DISPLAY", display);
    }

    /** What is seen now; kept in the file. */
    Picture look(Path file) throws IOException, InterruptedException {
        run("imagemagick", List.of("import", "-display", display, "-window", "root", file.toString()));
        return Picture.read(file);
    }

    /** Presses and lets go a button of the mouse at a place: 1 left, 2 middle, 3 right. */
    void click(Place place, int button) throws IOException, InterruptedException {
        point(place);
        xdotool("click", String.valueOf(button));
    }

    /** Takes hold of what is at a place, carries it to another one in small steps, and lets it go there. */
    void drag(Place from, Place to) throws IOException, InterruptedException {
        point(from);
        xdotool("mousedown", "1");
        for (int step = 1; step <= DRAG_STEPS; step++) {
            point(new Place(
                    from.x() + (to.x() - from.x()) * step / DRAG_STEPS,
                    from.y() + (to.y() - from.y()) * step / DRAG_STEPS));
        }
        xdotool("mouseup", "1");
    }

    /** Moves the mouse. */
    void point(Place place) throws IOException, InterruptedException {
        xdotool("mousemove", String.valueOf(place.x()), String.valueOf(place.y()));
    }

    /** Types a text into what has the focus. */
    void type(String text) throws IOException, InterruptedException {
        xdotool("type", "--delay", "8", text);
    }

    /** Presses and lets go keys one after the other, such as {@code Return} or {@code ctrl+k}. */
    void press(String... keys) throws IOException, InterruptedException {
        for (String key : keys) {
            xdotool("key", key);
        }
    }

    private void xdotool(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("xdotool"));
        all.addAll(List.of(words));
        run("xdotool", all);
    }

    private void run(String packageName, List<String> words) throws IOException, InterruptedException {
        Command command = Command.of(words.toArray(String[]::new)).environment(environment());
        try (AppProcess running = InstalledProgram.start(command, packageName)) {
            Finished finished = running.awaitExit(Until.LIMIT);
            if (finished.exitCode() != 0) {
                throw new AssertionError(words + ": " + finished.errors());
            }
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
