package online.cloudtolocalllm.window;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.Locations.NoHomeException;
import online.cloudtolocalllm.window.start.DisplayCheck;
import online.cloudtolocalllm.window.start.OnlyOne;
import online.cloudtolocalllm.window.start.WindowArguments;
import online.cloudtolocalllm.window.start.WindowName;

/**
 * A process with one window: it is the only one of its kind in its home folder (a second start shows the first one's window), connects to
 * the daemon under its name, shows, hides and ends itself when the daemon says so, and follows the desktop's light and dark.
 *
 * @param name what it is
 * @param size of its window
 * @param start whether it starts a daemon where none runs
 * @param content makes what it draws; called once, on JavaFX's thread
 */
public record WindowProgram(WindowName name, WindowSize size, StartPolicy start, Function<Shell, WindowPart> content) {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int NOT_POSSIBLE = 6;

    /**
     * Runs it, and returns when its window is closed or it was told to end. To be called once in a process.
     *
     * @param arguments what was typed after the program's name
     * @param environment environment variables
     * @param out takes the answer to {@code --help}
     * @param err takes the one line that says why there is no window
     * @return the exit code: 0; 1 where another window does not answer; 2 for arguments that make no sense; 6 without a display or
     *     a usable home
     */
    public int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        return switch (WindowArguments.read(name.program(), arguments)) {
            case WindowArguments.Help(String text) -> {
                out.println(text);
                yield DONE;
            }
            case WindowArguments.Wrong(String line) -> {
                err.println(line);
                yield WRONG_USAGE;
            }
            case WindowArguments.Show(String part) -> open(part, false, environment, err);
            // Nobody asked for a daemon.
            case WindowArguments.Rehearse ignored ->
                new WindowProgram(name, size, StartPolicy.NEVER, content).open("", true, environment, err);
        };
    }

    private int open(String part, boolean rehearsal, Map<String, String> environment, PrintStream err) {
        Locations locations;
        try {
            locations = Locations.resolve(
                    environment, System.getProperty("os.name", ""), System.getProperty("user.home", ""));
        } catch (NoHomeException e) {
            err.println("error: " + e.getMessage());
            return NOT_POSSIBLE;
        }
        CompletableFuture<Predicate<String>> window = new CompletableFuture<>();
        OnlyOne.Outcome outcome = OnlyOne.ask(name, locations, part, wish -> ring(window, wish));
        return switch (outcome) {
            case OnlyOne.Outcome.First(OnlyOne right) -> {
                try (right) {
                    yield draw(part, rehearsal, locations, environment, window, err);
                }
            }
            case OnlyOne.Outcome.Shown ignored -> DONE;
            case OnlyOne.Outcome.Failed(String line, int exitCode) -> {
                err.println(line);
                yield exitCode;
            }
        };
    }

    /** Obeyed as soon as the window is there; false if it is gone already, so that the caller opens its own. */
    private static boolean ring(CompletableFuture<Predicate<String>> window, String wish) {
        if (window.isDone()) {
            return window.join().test(wish);
        }
        var _ = window.thenApply(shown -> shown.test(wish));
        return true;
    }

    private int draw(
            String part,
            boolean rehearsal,
            Locations locations,
            Map<String, String> environment,
            CompletableFuture<Predicate<String>> window,
            PrintStream err) {
        Optional<String> missing = Toolkit.headless()
                ? Optional.empty()
                : DisplayCheck.missing(name.words(), System.getProperty("os.name", ""), environment);
        if (missing.isPresent()) {
            err.println(missing.get());
            return NOT_POSSIBLE;
        }
        if (!Toolkit.start()) {
            err.println(DisplayCheck.unusable(name.words(), environment));
            return NOT_POSSIBLE;
        }
        try (RunningWindow running = new RunningWindow(this, locations, environment, err)) {
            running.open(part, rehearsal);
            window.complete(running::raise);
            return running.awaitEnd() ? DONE : FAILED;
        }
    }
}
