package online.cloudtolocalllm.settings.model.apps;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.settings.model.Daemon;
import online.cloudtolocalllm.settings.model.Reply;
import online.cloudtolocalllm.window.words.Words;

/** Gateway keys, which the daemon has: made, shown once, revoked, brought back. For the window's thread; nothing blocks. */
public final class Apps {

    /** How long a revoked key can be brought back by one click; the daemon takes it back a little longer. */
    public static final Duration UNDO = Duration.ofSeconds(10);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Daemon daemon;
    private final TimeSource time;
    private final Runnable listener;
    private AppsState state = AppsState.UNKNOWN;
    /** Whether a question about everything is under way, and whether one more was wished for since. */
    private boolean looking;

    private boolean lookAgain;
    /** Counts what makes an answer to an older question worthless. */
    private int changes;

    /** Asks nothing before {@link #look}; the listener is called after every change. */
    public Apps(Daemon daemon, TimeSource time, Runnable listener) {
        this.daemon = daemon;
        this.time = time;
        this.listener = listener;
    }

    /** What is known now. */
    public AppsState state() {
        return state;
    }

    private void change(AppsState next) {
        if (!next.equals(state)) {
            state = next;
            listener.run();
        }
    }

    /** Asks the daemon. Many wishes are one question. */
    public void look() {
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        int asked = changes;
        daemon.ask(JsonObject.of("command", "LIST_KEYS"), Daemon.USUAL, keys -> {
            switch (keys) {
                case Reply.Done(JsonObject listed) ->
                    daemon.ask(JsonObject.of("command", "GET_STATS"), Daemon.USUAL, stats -> {
                        // Without totals the keys are there all the same.
                        JsonObject totals = stats instanceof Reply.Done(JsonObject body) ? body : JsonObject.EMPTY;
                        if (asked == changes) {
                            told(listed, totals.object("apps"));
                        }
                        looked();
                    });
                case Reply.Failed failed -> failed(failed.sentence());
            }
        });
    }

    private void failed(String sentence) {
        change(state.away().withProblem(sentence));
        looked();
    }

    private void looked() {
        looking = false;
        if (lookAgain) {
            lookAgain = false;
            look();
        }
    }

    private void told(JsonObject listed, JsonObject apps) {
        List<AppKey> keys = new ArrayList<>();
        for (JsonValue item : listed.array("keys").items()) {
            if (item instanceof JsonObject key) {
                keys.add(AppKey.read(key, apps.object(key.text("name", ""))));
            }
        }
        // What stood in the way of asking is over; what else went wrong stays until the person goes on.
        AppsState next = (state.known() ? state : state.withProblem("")).withKeys(keys);
        Optional<String> damaged = listed.text("problem");
        change(damaged.isPresent() ? next.withProblem(Words.sentence(damaged.get())) : next);
    }

    /** The daemon went away. */
    public void away() {
        changes++;
        change(state.away());
    }

    /** Why a new key cannot have this name; empty if it can. */
    public Optional<String> wrong(String name) {
        if (!NAME.matcher(name.strip()).matches()) {
            return Optional.of(
                    "A name begins with a letter or a digit and has at most 64 letters, digits, dots, dashes and"
                            + " underscores, no spaces.");
        }
        return state.keys().stream().anyMatch(key -> key.name().equals(name.strip()))
                ? Optional.of("There is a key with this name already.")
                : Optional.empty();
    }

    /**
     * Has a key made; it is then in the state until {@link #taken}.
     *
     * @param name of the program
     * @param privacy {@code any}, {@code lan} or {@code local}
     */
    public void make(String name, String privacy) {
        if (state.making() || wrong(name).isPresent()) {
            return;
        }
        change(state.withMaking());
        JsonObject command =
                JsonObject.of("command", "CREATE_KEY", "name", name.strip()).with("privacy", privacy);
        daemon.ask(command, Daemon.USUAL, reply -> {
            changes++;
            switch (reply) {
                case Reply.Done(JsonObject body) ->
                    change(state.withMade(Optional.of(new NewKey(body.text("name", ""), body.text("key", "")))));
                case Reply.Refused(var ignored, String sentence) -> change(state.withNone(sentence));
                case Reply.Away(String sentence, boolean unknown) ->
                    change(state.withNone(
                            unknown
                                    ? sentence
                                            + " If the key is in the list all the same, revoke it: nobody has seen it."
                                    : sentence));
            }
            look();
        });
    }

    /** The person has the new key: it is forgotten. */
    public void taken() {
        change(state.withMade(Optional.empty()));
    }

    /** Revokes a key: programs with it are refused at once. For {@link #UNDO} it can be brought back. */
    public void revoke(String name) {
        change(state.withProblem(""));
        daemon.ask(JsonObject.of("command", "REVOKE_KEY", "name", name), Daemon.USUAL, reply -> {
            changes++;
            switch (reply) {
                case Reply.Done ignored -> {
                    Map<String, Instant> more = new HashMap<>(state.revoked());
                    more.put(name, time.now().plus(UNDO));
                    change(without(name).withRevoked(more));
                }
                case Reply.Failed failed -> change(state.withProblem(failed.sentence()));
            }
            look();
        });
    }

    private AppsState without(String name) {
        AppsState less = state.withKeys(
                state.keys().stream().filter(key -> !key.name().equals(name)).toList());
        // The key is gone: nobody should take it into a program.
        return state.made().filter(made -> made.name().equals(name)).isPresent()
                ? less.withMade(Optional.empty())
                : less;
    }

    /** Brings a key back that was revoked. */
    public void restore(String name) {
        change(state.withProblem(""));
        daemon.ask(JsonObject.of("command", "RESTORE_KEY", "name", name), Daemon.USUAL, reply -> {
            changes++;
            forget(name);
            switch (reply) {
                case Reply.Done ignored -> {
                    // The list that comes has it.
                }
                case Reply.Failed failed -> change(state.withProblem(failed.sentence()));
            }
            look();
        });
    }

    private void forget(String name) {
        Map<String, Instant> less = new HashMap<>(state.revoked());
        less.remove(name);
        change(state.withRevoked(less));
    }

    /** Time passes: what was revoked long enough ago is gone. */
    public void tick() {
        Instant now = time.now();
        Map<String, Instant> less = new HashMap<>(state.revoked());
        less.values().removeIf(until -> !now.isBefore(until));
        if (less.size() < state.revoked().size()) {
            change(state.withRevoked(less));
        }
    }
}
