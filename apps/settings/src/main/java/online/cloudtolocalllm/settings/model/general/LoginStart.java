package online.cloudtolocalllm.settings.model.general;

import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.Daemon;
import online.cloudtolocalllm.settings.model.Reply;
import online.cloudtolocalllm.window.words.Words;

/** Whether the daemon is started at login, which is no setting in a file: the daemon is asked. For the window's thread; nothing blocks. */
public final class LoginStart {

    private static final String COMMAND = "AUTOSTART";

    private final Daemon daemon;
    private final Runnable listener;
    private State state = State.UNKNOWN;
    /** Counts the wishes: the answer to an older question does not turn the switch back. */
    private int wishes;

    /**
     * How it is.
     *
     * @param known whether that was told
     * @param on whether it is started, or is about to be
     * @param note what starts it, or why that cannot be told or changed; a sentence, may be empty
     * @param problem whether the note tells what went wrong
     */
    public record State(boolean known, boolean on, String note, boolean problem) {

        /** Nothing was told yet. */
        static final State UNKNOWN = new State(false, false, "", false);
    }

    /** Asks nothing before {@link #look}; the listener is called after every change. */
    public LoginStart(Daemon daemon, Runnable listener) {
        this.daemon = daemon;
        this.listener = listener;
    }

    /** How it is now. */
    public State state() {
        return state;
    }

    /** Asks how it is: the desktop's own settings may have changed it. */
    public void look() {
        ask(JsonObject.of("command", COMMAND));
    }

    /** Has it started at login, or no more. Shown at once, and taken back if it did not work. */
    public void set(boolean on) {
        State before = state;
        state = new State(before.known(), on, "", false);
        listener.run();
        ask(JsonObject.of("command", COMMAND, "on", on));
    }

    /** The daemon went away: what it told last is not known to be so any more. */
    public void away() {
        wishes++;
        change(State.UNKNOWN);
    }

    private void ask(JsonObject command) {
        wishes++;
        int wish = wishes;
        daemon.ask(command, Daemon.USUAL, reply -> {
            if (wish == wishes) {
                change(of(reply));
            }
        });
    }

    private void change(State next) {
        if (!next.equals(state)) {
            state = next;
            listener.run();
        }
    }

    private static State of(Reply reply) {
        return switch (reply) {
            case Reply.Done(JsonObject body) -> {
                String why = Words.sentence(body.text("why", ""));
                String by = body.text("by")
                        .map(text -> "By " + Words.plain(text) + ".")
                        .orElse("");
                yield new State(true, body.flag("on", false), why.isEmpty() ? by : why, !why.isEmpty());
            }
            case Reply.Failed failed -> new State(false, false, failed.sentence(), true);
        };
    }
}
