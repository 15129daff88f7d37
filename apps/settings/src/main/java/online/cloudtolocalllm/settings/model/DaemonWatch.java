package online.cloudtolocalllm.settings.model;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import online.cloudtolocalllm.client.LinkState;
import online.cloudtolocalllm.client.Registration;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.window.start.OtherPrograms;
import online.cloudtolocalllm.window.words.LinkWords;
import online.cloudtolocalllm.window.words.Words;

/** Tells {@link Settings} how it stands with the daemon and what the daemon's state is, and starts it. For the window's thread. */
public final class DaemonWatch implements AutoCloseable {

    private static final LinkWords STARTING = new LinkWords(false, "Starting the daemon …", false);
    private static final LinkWords RESTARTING = new LinkWords(false, "Restarting the daemon …", false);
    /** Running answers get their time to end, and a cold computer its time to start. */
    private static final Duration RESTART_LIMIT = Duration.ofMinutes(3);

    private final TrayService daemon;
    private final OtherPrograms programs;
    private final Locations locations;
    private final Settings settings;
    private final Executor screen;
    private final UnifiedConnectionService service;
    private final Registration states;
    private final ExecutorService starts = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("start of the daemon").factory());

    /** Why the daemon could not be started, until there is a link. */
    private String problem = "";
    /** Whether the daemon is being started. */
    private boolean starting;
    /** Whether it is being restarted: it may still be up, or up again already. */
    private boolean restarting;

    /**
     * Begins.
     *
     * @param daemon the link, which the caller closes
     * @param programs starts the daemon
     * @param locations where the daemon's files are
     * @param screen runs what it is given on the window's thread, in order
     */
    public DaemonWatch(
            TrayService daemon, OtherPrograms programs, Locations locations, Settings settings, Executor screen) {
        this.daemon = daemon;
        this.programs = programs;
        this.locations = locations;
        this.settings = settings;
        this.screen = screen;
        service = UnifiedConnectionService.over(daemon);
        states = daemon.onState(state -> screen.execute(() -> linked(state)));
        service.subscribe(status -> screen.execute(() -> settings.told(status)));
    }

    private void linked(LinkState link) {
        settings.linked(words(LinkWords.after(settings.state().link(), link)));
    }

    /** The next attempt to connect fails as the last one did; what the person's own attempt came to says more. */
    private LinkWords words(LinkWords link) {
        if (link.up()) {
            problem = "";
            starting = false;
        }
        if (starting) {
            return STARTING;
        }
        if (restarting && !link.up()) {
            return RESTARTING;
        }
        return problem.isEmpty() ? link : new LinkWords(false, problem, true);
    }

    /** Starts the daemon, where none runs; the state shows what came of it. */
    public void startDaemon() {
        if (starting || restarting || settings.state().link().up()) {
            return;
        }
        starting = true;
        settings.linked(STARTING);
        try {
            starts.execute(() -> {
                Optional<String> failed = programs.startDaemon(locations);
                screen.execute(() -> started(failed));
            });
        } catch (RejectedExecutionException e) {
            settings.linked(LinkWords.of(new LinkState.Closed()));
        }
    }

    private void started(Optional<String> failed) {
        if (failed.isEmpty()) {
            daemon.connectNow();
        }
        starting = false;
        boolean up = settings.state().link().up();
        problem = up ? "" : failed.map(Words::sentence).orElse("");
        if (!up) {
            settings.linked(words(LinkWords.of(daemon.state())));
        }
    }

    /** Restarts the daemon that runs, so that what waits for it counts; what came of it is told at the foot of the window. */
    public void restartDaemon() {
        if (starting || restarting || !settings.state().link().up()) {
            return;
        }
        restarting = true;
        try {
            starts.execute(() -> {
                Optional<String> failed = programs.restartDaemon(locations, RESTART_LIMIT);
                screen.execute(() -> restarted(failed));
            });
        } catch (RejectedExecutionException e) {
            restarting = false;
        }
    }

    /** Whether the daemon is being restarted. */
    public boolean restarting() {
        return restarting;
    }

    private void restarted(Optional<String> failed) {
        restarting = false;
        boolean up = settings.state().link().up();
        if (failed.isEmpty()) {
            daemon.connectNow();
            settings.say("The daemon was restarted.", false, false);
        } else if (up) {
            settings.say(Words.sentence(failed.get()), false, true);
        } else {
            problem = Words.sentence(failed.get());
        }
        if (!up) {
            settings.linked(words(LinkWords.of(daemon.state())));
        }
    }

    /** Listens no more. The link stays. */
    @Override
    public void close() {
        states.close();
        starts.shutdownNow();
        service.close();
    }
}
