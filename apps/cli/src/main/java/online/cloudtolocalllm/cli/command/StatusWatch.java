package online.cloudtolocalllm.cli.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import online.cloudtolocalllm.cli.keyboard.Keyboard;
import online.cloudtolocalllm.cli.page.StatusPage;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.cli.watch.Board;
import online.cloudtolocalllm.cli.watch.Board.View;
import online.cloudtolocalllm.cli.watch.ScreenFrames;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.LinkState;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/**
 * Shows the state as the daemon tells it, on a screen or line by line, until the person leaves or nobody reads the output any
 * more. For one thread.
 */
final class StatusWatch {

    private static final String GONE = "The daemon does not run; waiting for it.";

    /** Numbers of requests and the time since the start change without word. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** Whether somebody still reads a pipe shows only in writing to it, so nothing is gained by looking often. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private static final int QUIT = 'q';
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;

    private final Root root;
    private final Surroundings surroundings;
    private final boolean screen;
    private final Consumer<DaemonStatus> line;
    private final Board board = new Board();

    /**
     * A watch.
     *
     * @param screen whether to draw over and over
     * @param line shows a state below the one before
     */
    StatusWatch(Root root, boolean screen, Consumer<DaemonStatus> line) {
        this.root = root;
        this.surroundings = root.surroundings();
        this.screen = screen;
        this.line = line;
    }

    /** Watches, beginning with this state. */
    ExitCode run(DaemonStatus first) throws CommandFailure, InterruptedException {
        board.status(first);
        try (TrayService tray = TrayService.open(root.client());
                UnifiedConnectionService service = UnifiedConnectionService.over(tray)) {
            tray.onState(this::link);
            service.subscribe(board::status);
            return screen ? onScreen(service) : inLines();
        }
    }

    private void link(LinkState state) {
        switch (state) {
            case LinkState.Waiting _, LinkState.Stopped _, LinkState.Closed _ -> board.gone();
            case LinkState.Connecting _, LinkState.Starting _, LinkState.Connected _ -> {}
        }
    }

    private ExitCode inLines() throws InterruptedException {
        View view = board.next(0, BETWEEN_LINES);
        String shown = "";
        while (view.leave().isEmpty()) {
            String key = view.status().map(StatusWatch::substance).orElse("gone");
            if (!key.equals(shown)) {
                view.status().ifPresentOrElse(line, () -> root.progress(GONE));
                shown = key;
            }
            if (surroundings.out().checkError()) {
                return ExitCode.OK;
            }
            view = board.next(view.number(), BETWEEN_LINES);
        }
        return view.leave().get();
    }

    /** What is worth a line when it changes; times, latencies and memory change all the time. */
    private static String substance(DaemonStatus status) {
        return Stream.concat(
                        Stream.of(
                                status.pid(),
                                status.gateway(),
                                status.notices(),
                                status.snapshot().active(),
                                status.snapshot().lastFailover()),
                        status.snapshot().connections().stream()
                                .flatMap(one -> Stream.of(
                                        one.id(),
                                        one.enabled(),
                                        one.paused(),
                                        one.preferred(),
                                        one.priority(),
                                        one.health(),
                                        one.version(),
                                        one.models(),
                                        one.loaded())))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private ExitCode onScreen(UnifiedConnectionService service) throws InterruptedException {
        Optional<Keyboard> keyboard = keyboard();
        try {
            surroundings.out().print(ScreenFrames.BEGIN);
            View view = board.next(0, BETWEEN_LOOKS);
            while (view.leave().isEmpty() && !surroundings.out().checkError()) {
                draw(view, keyboard);
                View next = board.next(view.number(), BETWEEN_LOOKS);
                if (next.number() == view.number() && view.status().isPresent()) {
                    look(service);
                }
                view = board.next(0, Duration.ZERO);
            }
            surroundings.out().print(ScreenFrames.END);
            surroundings.out().flush();
            view.status().ifPresent(line);
            return view.leave().orElse(ExitCode.OK);
        } finally {
            keyboard.ifPresent(Keyboard::close);
        }
    }

    private void look(UnifiedConnectionService service) {
        try {
            board.status(service.status());
        } catch (DaemonException e) {
            board.gone();
        }
    }

    /** Without one, the program's usual end on Ctrl-C remains. */
    private Optional<Keyboard> keyboard() {
        if (!surroundings.terminal().in()) {
            return Optional.empty();
        }
        try {
            Keyboard keyboard = surroundings.keyboard().open();
            keyboard.onInterrupt(() -> board.leave(ExitCode.INTERRUPTED));
            Thread.ofVirtual().name("keys").start(() -> readKeys(keyboard));
            return Optional.of(keyboard);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void readKeys(Keyboard keyboard) {
        try {
            for (int key = keyboard.key(); key >= 0; key = keyboard.key()) {
                if (key == QUIT || key == CTRL_D) {
                    board.leave(ExitCode.OK);
                } else if (key == CTRL_C) {
                    board.leave(ExitCode.INTERRUPTED);
                }
            }
            board.leave(ExitCode.OK);
        } catch (IOException e) {
            // The terminal is gone or given back: either way nobody watches it any more.
            board.leave(ExitCode.OK);
        }
    }

    private void draw(View view, Optional<Keyboard> keyboard) {
        int columns = keyboard.map(Keyboard::columns)
                .filter(width -> width > 0)
                .orElseGet(() -> surroundings.terminal().width());
        StatusPage page =
                new StatusPage(root.palette(), columns, surroundings.time().now(), surroundings.zone());
        List<String> lines = view.status().map(page::lines).orElseGet(() -> List.of(GONE));
        surroundings
                .out()
                .print(ScreenFrames.frame(lines, keyboard.map(Keyboard::rows).orElse(0)));
        surroundings.out().flush();
    }
}
