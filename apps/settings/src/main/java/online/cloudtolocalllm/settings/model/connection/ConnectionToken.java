package online.cloudtolocalllm.settings.model.connection;

import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.settings.model.Daemon;
import online.cloudtolocalllm.settings.model.Reply;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.TokenCommand;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.window.words.Words;

/**
 * The token of one connection: it goes to the daemon and never comes back. No field here ever holds it. For the window's thread; no
 * method blocks.
 */
public final class ConnectionToken {

    private final String connection;
    private final Daemon daemon;
    private final Settings settings;
    private final Consumer<TokenState> listener;
    private TokenState state = TokenState.UNKNOWN;
    private Optional<Seen> seen = Optional.empty();
    private boolean left;

    /** What a change of is a reason to ask again. */
    private record Seen(Optional<JsonValue> flag, Optional<JsonValue> reference, Optional<HealthState> health) {}

    /**
     * That of a connection.
     *
     * @param listener hears every state
     */
    public ConnectionToken(String connection, Daemon daemon, Settings settings, Consumer<TokenState> listener) {
        this.connection = connection;
        this.daemon = daemon;
        this.settings = settings;
        this.listener = listener;
    }

    /** What is known now. */
    public TokenState state() {
        return state;
    }

    private void change(TokenState next) {
        if (!left && !next.equals(state)) {
            state = next;
            listener.accept(next);
        }
    }

    /** The connection is so now. Where it is another than before, the daemon is asked about its token. */
    public void show(ConnectionView view) {
        if (view.status().isEmpty()) {
            // What was told is no longer sure; the file tells a part of it.
            seen = Optional.empty();
            change(state.told(view.entry().flag("auth_token_set", false), "", ""));
            return;
        }
        Seen now = new Seen(
                view.entry().get("auth_token_set"),
                view.value("auth_token_ref"),
                view.status().map(status -> status.health().state()));
        if (!seen.equals(Optional.of(now))) {
            seen = Optional.of(now);
            look();
        }
    }

    private void look() {
        daemon.ask(JsonObject.of("command", "TOKEN_STATUS", "connection", connection), Daemon.USUAL, reply -> {
            if (reply instanceof Reply.Done(JsonObject body)) {
                change(state.told(
                        body.flag("set", false), body.text("stored", ""), Words.sentence(body.text("problem", ""))));
            } else {
                // The next change asks again.
                seen = Optional.empty();
            }
        });
    }

    /**
     * Gives the daemon a token. Does nothing while another change is under way, or without a token.
     *
     * @param token passed on, and not kept
     * @param inFile whether to pass a keyring by
     * @param stored called when the token is durable and in use
     */
    public void set(String token, boolean inFile, Runnable stored) {
        if (token.isBlank() || state.doing() != TokenState.Doing.NOTHING) {
            return;
        }
        change(state.begun(TokenState.Doing.STORING));
        daemon.ask(
                TokenCommand.store(connection, token, inFile),
                TokenCommand.LIMIT,
                reply -> answered(reply, body -> {
                    String where = body.text("stored", "");
                    change(state.failed("", false).told(true, where, ""));
                    settings.say("The token of " + connection + " is " + TokenWords.place(where) + ".", false, false);
                    if (!left) {
                        stored.run();
                    }
                }));
    }

    /** Has the daemon forget the token. Where it is in a variable, which is not the daemon's, that is a change like any other. */
    public void clear() {
        if (state.doing() != TokenState.Doing.NOTHING) {
            return;
        }
        if (state.stored().equals("env")) {
            ConnectionView view = ConnectionView.of(connection, settings.state());
            settings.apply(Edit.field(
                    view.field("auth_token_ref"),
                    view.value("auth_token_ref"),
                    Optional.empty(),
                    connection + " has no token."));
            return;
        }
        change(state.begun(TokenState.Doing.CLEARING));
        daemon.ask(
                TokenCommand.clear(connection),
                TokenCommand.LIMIT,
                reply -> answered(reply, body -> {
                    change(state.failed("", false).told(false, "", ""));
                    settings.say("The token of " + connection + " is gone.", false, false);
                }));
    }

    private void answered(Reply reply, Consumer<JsonObject> done) {
        switch (reply) {
            case Reply.Done(JsonObject body) -> done.accept(body);
            case Reply.Refused refused -> failed(refused.sentence(), TokenCommand.isLocked(refused));
            case Reply.Away(String sentence, boolean unknown) ->
                failed(
                        unknown
                                ? sentence + " It is not known what became of it; doing it again does no harm."
                                : sentence,
                        false);
        }
        seen = Optional.empty();
        settings.refresh();
    }

    private void failed(String sentence, boolean locked) {
        if (left) {
            settings.say(connection + ": " + sentence, false, true);
        }
        change(state.failed(sentence, locked));
    }

    /** The person types: what was wrong is no more. */
    public void forgive() {
        if (state.doing() == TokenState.Doing.NOTHING) {
            change(state.failed("", false));
        }
    }

    /** Nobody looks any more. What is under way is told at the foot of the window. */
    public void leave() {
        left = true;
    }
}
