package online.cloudtolocalllm.settings.model.apps;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.settings.model.Daemon;
import online.cloudtolocalllm.settings.model.Reply;
import online.cloudtolocalllm.window.words.Words;

/** Old clients, which know no handshake: let in for a time, or no more. For the window's thread; nothing blocks. */
public final class OldClients {

    private final Daemon daemon;
    private final Runnable listener;
    private boolean asking;
    private String problem = "";

    /** The listener is called after every change. */
    public OldClients(Daemon daemon, Runnable listener) {
        this.daemon = daemon;
        this.listener = listener;
    }

    /** Whether an answer is waited for. */
    public boolean asking() {
        return asking;
    }

    /** What went wrong last, as a sentence; empty if nothing did. */
    public String problem() {
        return problem;
    }

    /** Lets them in for a quarter of an hour. */
    public void open() {
        ask(true);
    }

    /** Lets them in no longer; their sessions end. */
    public void end() {
        ask(false);
    }

    private void ask(boolean on) {
        if (asking) {
            return;
        }
        asking = true;
        problem = "";
        listener.run();
        daemon.ask(JsonObject.of("command", "LEGACY", "on", on), Daemon.USUAL, reply -> {
            asking = false;
            problem = switch (reply) {
                // What holds now comes with the daemon's state.
                case Reply.Done ignored -> "";
                case Reply.Failed failed -> failed.sentence();
            };
            listener.run();
        });
    }

    /**
     * How it stands, as a sentence. Pure.
     *
     * @param always whether the file lets them in always
     * @param variable the environment variable that decides that instead of the file, whose value is not told; empty if none does
     * @param until until when they are let in; empty if they are not, or always
     */
    public static String sentence(boolean always, Optional<String> variable, Optional<Instant> until, Instant now) {
        if (always && variable.isEmpty()) {
            return "They are let in, as the setting below says.";
        }
        return until.filter(now::isBefore)
                .map(end -> "They are let in for another "
                        + Figures.span(Duration.between(now, end).plusMillis(999)) + ".")
                .or(() -> variable.map(
                        name -> "The environment variable " + Words.plain(name) + " decides whether they are let in."))
                .orElse("They are not let in.");
    }
}
