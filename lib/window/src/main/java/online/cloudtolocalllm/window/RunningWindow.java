package online.cloudtolocalllm.window;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Scene;
import online.cloudtolocalllm.bus.ColorScheme;
import online.cloudtolocalllm.bus.LastingBus;
import online.cloudtolocalllm.bus.SessionBus;
import online.cloudtolocalllm.bus.SettingsPortal;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.window.start.OtherPrograms;
import online.cloudtolocalllm.window.start.PlaceFile;
import org.jspecify.annotations.Nullable;

/** A window's process from the start of JavaFX to its end. Thread-safe. */
final class RunningWindow implements Shell, AutoCloseable {

    /**
     * With {@code -Dcloudtolocalllm.window.times=true} the moment of the first frame is told. Whoever started the process knows when that
     * was: what the system says of it is wrong by up to a second, because Linux counts from a start that it knows in whole seconds.
     */
    private static final String TIMES = "cloudtolocalllm.window.times";

    /** A place that a disk does not take in this time is forgotten. */
    private static final Duration PLACE = Duration.ofSeconds(2);

    private final WindowProgram program;
    private final Locations locations;
    private final PrintStream err;
    private final TrayService daemon;
    private final OtherPrograms programs = OtherPrograms.ofThisProcess();
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Whether the desktop is dark. */
    private volatile boolean dark;

    private final ThemeSetting choice;
    private final AtomicReference<@Nullable Theme> theme = new AtomicReference<>();
    private final LastingBus desktop;
    /** One after the other: an older place must not be written over a newer one. */
    private final ExecutorService disk = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("window's place").factory());

    private final CompletableFuture<Drawn> drawn = new CompletableFuture<>();

    private record Drawn(ShellStage window, WindowPart content) {}

    /** Connects to the daemon and asks for the desktop's colours, both in the background. */
    RunningWindow(WindowProgram program, Locations locations, Map<String, String> environment, PrintStream err) {
        this.program = program;
        this.locations = locations;
        this.err = err;
        choice = new ThemeSetting(locations, disk);
        choice.lookNow();
        choice.onChange(this::colour);
        // JavaFX itself sees only GTK's theme, and that only at the start.
        desktop = LastingBus.open(
                () -> SessionBus.address(environment),
                new SettingsPortal(scheme -> coloured(scheme == ColorScheme.DARK)));
        String client = program.name().client(ProcessHandle.current().pid());
        daemon = TrayService.open(ClientOptions.of(locations, client).withStart(program.start()));
        daemon.onEvent(this::obey);
    }

    private void obey(DaemonEvent event) {
        switch (event) {
            case DaemonEvent.Show ignored -> front("");
            case DaemonEvent.Settings(String tab) ->
                onWindow(open -> open.content().settings(tab));
            case DaemonEvent.Hide ignored -> new Exit().hide();
            case DaemonEvent.Quit ignored -> end();
            default -> {
                // For the content, or for nobody.
            }
        }
    }

    private void coloured(boolean nowDark) {
        dark = nowDark;
        colour();
    }

    private void colour() {
        Platform.runLater(() -> {
            Theme shown = theme.get();
            if (shown != null) {
                shown.set(choice.now().dark(dark));
            }
        });
    }

    /**
     * Makes the window and shows it. Returns at once.
     *
     * @param rehearsal whether each part is shown for a moment, and then the program ends
     */
    void open(String part, boolean rehearsal) {
        PlaceFile file = new PlaceFile(program.name(), locations);
        var last = file.read();
        Platform.runLater(() -> {
            try {
                WindowPart content = program.content().apply(this);
                Scene scene = new Scene(content.root());
                theme.set(new Theme(scene, choice.now().dark(dark)));
                ShellStage window =
                        new ShellStage(program.name().title(), scene, program.size(), last, file, disk, choice::look);
                window.stage().setOnCloseRequest(event -> {
                    event.consume();
                    content.closing(new Exit());
                });
                tellFirstFrame();
                content.shown(part);
                window.front();
                drawn.complete(new Drawn(window, content));
                if (rehearsal) {
                    rehearse(content);
                }
            } catch (RuntimeException | LinkageError e) {
                // Without a window nobody could end the process.
                drawn.completeExceptionally(e);
                end();
                throw e;
            }
        });
    }

    private void rehearse(WindowPart content) {
        Timeline play = new Timeline();
        double at = 1.5;
        for (String name : content.parts()) {
            play.getKeyFrames().add(new KeyFrame(seconds(at), moment -> content.shown(name)));
            at += 0.5;
        }
        play.getKeyFrames().add(new KeyFrame(seconds(at), moment -> coloured(true)));
        play.getKeyFrames().add(new KeyFrame(seconds(at + 0.5), moment -> end()));
        play.play();
    }

    private static javafx.util.Duration seconds(double number) {
        return javafx.util.Duration.seconds(number);
    }

    private void tellFirstFrame() {
        if (!Boolean.getBoolean(TIMES)) {
            return;
        }
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                // The second pulse begins when the first frame was drawn.
                if (++frames == 2) {
                    stop();
                    err.println("first frame at " + System.currentTimeMillis());
                }
            }
        }.start();
    }

    @Override
    public void front(String part) {
        onWindow(open -> {
            open.window().front();
            open.content().shown(part);
        });
    }

    /** As {@link #front}; false, and nothing happens, once the program ends. */
    boolean raise(String part) {
        if (ended.getCount() == 0) {
            return false;
        }
        front(part);
        return true;
    }

    private void onWindow(Consumer<Drawn> action) {
        drawn.thenAccept(open -> Platform.runLater(() -> action.accept(open)));
    }

    private final class Exit implements WindowExit {

        @Override
        public void end() {
            RunningWindow.this.end();
        }

        @Override
        public void hide() {
            onWindow(open -> open.window().hide());
        }
    }

    /** Waits for the end; false if the window could not be made. */
    boolean awaitEnd() {
        try {
            ended.await();
            return !drawn.isCompletedExceptionally();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public TrayService daemon() {
        return daemon;
    }

    @Override
    public OtherPrograms programs() {
        return programs;
    }

    @Override
    public Locations locations() {
        return locations;
    }

    @Override
    public ThemeSetting theme() {
        return choice;
    }

    @Override
    public void end() {
        ended.countDown();
    }

    /** Ends everything in order, the window first; returns when what was to be stored is on the disk, or the disk hangs. */
    @Override
    public void close() {
        desktop.close();
        CountDownLatch gone = new CountDownLatch(1);
        Platform.runLater(() -> {
            try {
                Drawn open = drawn.isCompletedExceptionally() ? null : drawn.getNow(null);
                if (open != null) {
                    open.content().close();
                    open.window().close();
                }
            } finally {
                gone.countDown();
            }
        });
        try {
            gone.await();
            if (!drawn.isCompletedExceptionally() && drawn.isDone()) {
                drawn.join().content().finish();
            }
            disk.shutdown();
            var _ = disk.awaitTermination(PLACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        daemon.close();
        Platform.exit();
    }
}
