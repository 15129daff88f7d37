package online.cloudtolocalllm.settings.model;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.LinkState;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.window.start.OtherPrograms;
import online.cloudtolocalllm.window.words.LinkWords;
import online.cloudtolocalllm.window.words.Words;

/**
 * Keeps {@link SettingsState} as the daemon tells it, and passes on what is switched. Thread-safe; no method blocks. What is asked of the
 * daemon is asked one after the other, so that the newest answer is the one that counts.
 */
public final class SettingsFeed implements AutoCloseable {

    /** What autostart asks of systemd may take some seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final LinkWords STARTING = new LinkWords(false, "Starting the daemon …", false);

    private final TrayService daemon;
    private final OtherPrograms programs;
    private final Locations locations;
    private final UnifiedConnectionService service;
    private final Consumer<SettingsState> listener;
    private final Object lock = new Object();
    private final ExecutorService asking = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("settings").factory());
    /** Apart from the questions: one that waits for an answer must not hold up a start. */
    private final ExecutorService starts = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("start of the daemon").factory());

    /** Guarded by the lock. */
    private SettingsState state = SettingsState.EMPTY;
    /** Why the daemon could not be started, until there is a link. Guarded by the lock. */
    private String problem = "";
    /** Whether the daemon is being started. Guarded by the lock. */
    private boolean starting;
    /** What is being switched: an answer to an older question is not shown over it. Guarded by the lock. */
    private final Set<Option> switching = EnumSet.noneOf(Option.class);
    /** Whether a question about everything waits already. Guarded by the lock. */
    private boolean waiting;

    /**
     * Begins.
     *
     * @param daemon the link, which the caller closes
     * @param programs starts the daemon
     * @param locations where the daemon's files are
     * @param listener hears every state, on any thread, one after the other
     */
    public SettingsFeed(
            TrayService daemon, OtherPrograms programs, Locations locations, Consumer<SettingsState> listener) {
        this.daemon = daemon;
        this.programs = programs;
        this.locations = locations;
        this.listener = listener;
        service = UnifiedConnectionService.over(daemon);
        daemon.onState(this::linked);
        service.subscribe(status -> change(now -> now.withStatus(status)));
    }

    private void linked(LinkState link) {
        change(now -> now.withLink(words(LinkWords.after(now.link(), link))));
        if (link instanceof LinkState.Connected) {
            refresh();
        }
    }

    /** The next attempt to connect fails as the last one did; what the user's own attempt came to says more. */
    private LinkWords words(LinkWords link) {
        if (link.up()) {
            problem = "";
            starting = false;
        }
        if (starting) {
            return STARTING;
        }
        return problem.isEmpty() ? link : new LinkWords(false, problem, true);
    }

    private void change(UnaryOperator<SettingsState> step) {
        // Told under the lock: otherwise an older state could come last.
        synchronized (lock) {
            SettingsState next = step.apply(state);
            if (!next.equals(state)) {
                state = next;
                listener.accept(next);
            }
        }
    }

    /** Asks the daemon again what is set: somebody may have edited a file. One that is away is asked when it comes. */
    public void refresh() {
        synchronized (lock) {
            if (!state.link().up() || waiting) {
                return;
            }
            waiting = true;
        }
        ask(() -> {
            synchronized (lock) {
                waiting = false;
            }
            try {
                JsonObject config = daemon.request(Replies.GET_CONFIG, LIMIT);
                change(now -> {
                    SettingsState next = now;
                    for (Option option : Option.values()) {
                        if (!option.key().isEmpty() && !switching.contains(option)) {
                            next = next.with(option, Replies.setting(config, option));
                        }
                    }
                    return next;
                });
            } catch (DaemonException e) {
                failed(e, Option.TRAY, Option.NOTIFICATIONS);
            }
            askAutostart(Replies.AUTOSTART);
        });
    }

    private void askAutostart(JsonObject command) {
        try {
            Toggle toggle = Replies.autostart(daemon.request(command, LIMIT));
            change(now -> switching.contains(Option.AUTOSTART) ? now : now.with(Option.AUTOSTART, toggle));
        } catch (DaemonException e) {
            failed(e, Option.AUTOSTART);
        }
    }

    private void failed(DaemonException e, Option... options) {
        boolean refused = e instanceof DaemonException.Refused;
        String note = refused ? Words.sentence(String.valueOf(e.getMessage())) : "";
        change(now -> {
            SettingsState next = now;
            for (Option option : options) {
                if (!switching.contains(option)) {
                    next = next.with(
                            option, new Toggle(now.toggle(option).on(), refused && !unknown(e), note, refused));
                }
            }
            return next;
        });
    }

    private static boolean unknown(DaemonException e) {
        return e instanceof DaemonException.Refused refused && refused.code().equals("unknown_command");
    }

    /** Switches an option; the state shows what came of it. */
    public void set(Option option, boolean on) {
        change(now -> {
            switching.add(option);
            return now.with(option, new Toggle(on, false, ""));
        });
        ask(() -> {
            // What was asked before this was answered, as there is one thread.
            synchronized (lock) {
                switching.remove(option);
            }
            if (option == Option.AUTOSTART) {
                askAutostart(Replies.change(option, on));
                return;
            }
            try {
                daemon.request(Replies.change(option, on), LIMIT);
                change(now -> now.with(option, new Toggle(on, true, "")));
            } catch (DaemonException e) {
                String why = Words.sentence(String.valueOf(e.getMessage()));
                change(now -> now.with(option, Toggle.troubled(!on, true, why)));
            }
        });
    }

    /** Starts the daemon, where none runs; the state shows what came of it. */
    public void startDaemon() {
        synchronized (lock) {
            if (starting) {
                return;
            }
            starting = true;
        }
        change(now -> now.withLink(words(now.link())));
        run(starts, () -> started(programs.startDaemon(locations)));
    }

    private void started(Optional<String> failed) {
        if (failed.isEmpty()) {
            daemon.connectNow();
        }
        change(now -> {
            starting = false;
            problem = now.link().up() ? "" : failed.map(Words::sentence).orElse("");
            return problem.isEmpty() ? now : now.withLink(words(now.link()));
        });
    }

    private void ask(Runnable question) {
        run(asking, question);
    }

    private void run(ExecutorService where, Runnable work) {
        try {
            where.execute(work);
        } catch (RejectedExecutionException e) {
            // Closed: nobody looks any more.
            change(now -> now.withLink(LinkWords.of(new LinkState.Closed())));
        }
    }

    /** Asks and tells nothing more. The link stays. */
    @Override
    public void close() {
        asking.shutdownNow();
        starts.shutdownNow();
        service.close();
    }
}
