package online.cloudtolocalllm.settings.model.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.ConnectionTest;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.settings.model.Daemon;
import online.cloudtolocalllm.settings.model.Reply;

/**
 * The test of one connection. It is that of the address which is shown: a test that is wished for just after a change waits until
 * the daemon has the change. For the window's thread; no method blocks.
 */
public final class Trial {

    /** How long the daemon may take to have a change; then what it has is tested. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final String connection;
    private final Daemon daemon;
    private final TimeSource time;
    private final Consumer<TrialState> listener;
    private TrialState state = new TrialState.None();
    private ConnectionView view;
    /** When a test was wished for that has not begun. */
    private Optional<Instant> wished = Optional.empty();
    /** Which test's answer counts. */
    private int number;

    /**
     * None yet.
     *
     * @param listener hears every state
     */
    public Trial(ConnectionView view, Daemon daemon, TimeSource time, Consumer<TrialState> listener) {
        this.connection = view.name();
        this.view = view;
        this.daemon = daemon;
        this.time = time;
        this.listener = listener;
    }

    /** How it stands. */
    public TrialState state() {
        return state;
    }

    private void change(TrialState next) {
        if (!next.equals(state)) {
            state = next;
            listener.accept(next);
        }
    }

    /**
     * Wishes for a test. Does nothing while one runs.
     *
     * @param chat whether to ask a model for one token as well, which costs money at hosted APIs
     */
    public void start(boolean chat) {
        if (state instanceof TrialState.Running) {
            return;
        }
        wished = Optional.of(time.now());
        change(new TrialState.Running(chat));
        begin();
    }

    /** The connection is so now. Another address ends the test of the one before. */
    public void show(ConnectionView now) {
        boolean other = !where(now).equals(where(view));
        view = now;
        if (other && wished.isEmpty()) {
            leave();
        }
        begin();
    }

    /** Nobody waits for it any more. */
    public void leave() {
        number++;
        wished = Optional.empty();
        change(new TrialState.None());
    }

    private static String where(ConnectionView view) {
        return view.settings()
                .map(settings -> settings.kind().wireName() + " " + settings.origin())
                .orElse("");
    }

    private void begin() {
        if (!(state instanceof TrialState.Running(boolean chat)) || wished.isEmpty()) {
            return;
        }
        if (!settled() && time.now().isBefore(wished.get().plus(SETTLED))) {
            return;
        }
        wished = Optional.empty();
        int mine = ++number;
        daemon.ask(ConnectionTest.command(connection, chat), ConnectionTest.LIMIT, reply -> {
            if (mine == number) {
                change(result(reply));
            }
        });
    }

    /** Whether the daemon has what is shown. */
    private boolean settled() {
        Optional<ConnectionStatus> there = view.status();
        Optional<ConnectionSettings> set = view.settings();
        return there.isPresent()
                && set.isPresent()
                && there.get().kind() == set.get().kind()
                && there.get().address().equals(set.get().origin().toString());
    }

    private static TrialState result(Reply reply) {
        return switch (reply) {
            case Reply.Done(JsonObject body) -> new TrialState.Over(ConnectionTest.read(body.object("result")));
            case Reply.Failed failed -> new TrialState.Failed(failed.sentence());
        };
    }
}
