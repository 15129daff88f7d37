package online.cloudtolocalllm.daemon.secret;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.secrets.Prompting;
import online.cloudtolocalllm.secrets.Resolution;
import online.cloudtolocalllm.secrets.Secrets;
import online.cloudtolocalllm.secrets.Storing;
import online.cloudtolocalllm.secrets.TokenText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets and clears tokens for people, one after the other. Thread-safe; no method blocks. */
public final class TokenDesk {

    private static final Logger LOG = LoggerFactory.getLogger(TokenDesk.class);

    private final Secrets secrets;
    private final TokenReferences references;
    private final TokenPlaces places;
    private final Credentials credentials;
    private final OneAtATime changes;

    /** A desk for the tokens of these connections. */
    public TokenDesk(Secrets secrets, TokenReferences references, Credentials credentials, OneAtATime changes) {
        this.secrets = secrets;
        this.references = references;
        this.places = new TokenPlaces(secrets, references);
        this.credentials = credentials;
        this.changes = changes;
    }

    /**
     * Sets a token; the stage completes when it is durable and in use. A locked keyring asks the person in front of the screen.
     *
     * @param token what it is; empty clears it
     */
    public CompletionStage<TokenChange> change(ConnectionId connection, String token, Secrets.Place place) {
        return changes.run(() -> token.isEmpty() ? clear(connection) : set(connection, token, place));
    }

    private TokenChange set(ConnectionId connection, String text, Secrets.Place place) {
        Optional<ConnectionSettings> settings = credentials.settings(connection);
        if (settings.isEmpty()) {
            return new TokenChange.UnknownConnection();
        }
        if (!TokenText.isToken(text)) {
            return new TokenChange.Refused(
                    "That has characters that no token has, or more than " + TokenText.LONGEST + " of them.",
                    "bad_token");
        }
        if (!settings.get().origin().secure() && !settings.get().origin().loopback()) {
            return new TokenChange.Refused(
                    "A token is sent over https only, and " + connection
                            + " is reached by http. Change its api_base_url.",
                    "not_secure");
        }
        Token token = new Token(text);
        String name = places.free(connection);
        Map<TokenSource, Resolution> former = new HashMap<>();
        for (TokenSource where : secrets.places(name)) {
            if (place == Secrets.Place.BEST || where instanceof TokenSource.InFile) {
                // Asks for the password already here: what a locked keyring holds could not be put back.
                former.put(where, secrets.resolve(where, Prompting.ALLOWED));
            }
        }
        if (former.get(secrets.places(name).getFirst()) instanceof Resolution.Locked) {
            return locked("the keyring is locked: unlock it");
        }
        return switch (secrets.store(name, token, place, Prompting.ALLOWED)) {
            case Storing.Kept(TokenSource where) ->
                kept(connection, token, where, () -> putBack(name, where, former.get(where)));
            case Storing.Gone ignored -> refused("nothing was kept");
            case Storing.Locked(String reason) -> locked(reason);
            case Storing.Unavailable(String reason) -> refused(reason);
        };
    }

    private TokenChange kept(ConnectionId connection, Token token, TokenSource where, BooleanSupplier putBack) {
        Runnable takeBack = credentials.expect(connection, where, token);
        try {
            references.refer(connection, Optional.of(where));
        } catch (IOException e) {
            String reason = "the settings cannot be written (" + FileProblem.describe(e) + ")";
            if (putBack.getAsBoolean()) {
                takeBack.run();
                return refused(reason);
            }
            return new TokenChange.Refused(
                    "The token is at " + where.ref() + " now and what was there could not be put back, but " + reason
                            + ".",
                    "not_stored");
        }
        credentials.inUse();
        String stored = TokenState.word(where);
        LOG.info("the token of {} was set and is kept in the {}", connection, stored);
        return new TokenChange.Done(stored);
    }

    /** Gives a place the content that it had; whether it has that now. */
    private boolean putBack(String name, TokenSource where, @Nullable Resolution former) {
        if (former instanceof Resolution.Found(Token token)) {
            Secrets.Place place = where instanceof TokenSource.InFile ? Secrets.Place.FILE : Secrets.Place.BEST;
            return secrets.store(name, token, place, Prompting.NEVER).equals(new Storing.Kept(where));
        }
        return former instanceof Resolution.Absent && secrets.clear(where, Prompting.NEVER) instanceof Storing.Gone;
    }

    /** The settings come first: from then on nobody uses the token, whatever becomes of the place where it was. */
    private TokenChange clear(ConnectionId connection) {
        Optional<ConnectionSettings> settings = credentials.settings(connection);
        if (settings.isEmpty()) {
            return new TokenChange.UnknownConnection();
        }
        try {
            references.refer(connection, Optional.empty());
        } catch (IOException e) {
            return new TokenChange.Refused(
                    "The token was not cleared: the settings cannot be written (" + FileProblem.describe(e) + ").",
                    "not_stored");
        }
        settings.get().tokenSource().ifPresent(where -> forget(connection, where));
        LOG.info("the token of {} was cleared", connection);
        return new TokenChange.Done("");
    }

    private void forget(ConnectionId connection, TokenSource where) {
        if (places.shared(connection, where)) {
            LOG.info("what {} had as its token stays at {}: another connection uses it", connection, where.ref());
            return;
        }
        switch (secrets.clear(where, Prompting.NEVER)) {
            case Storing.Gone ignored -> LOG.debug("the token of {} was deleted", connection);
            case Storing.Kept ignored -> LOG.debug("the token of {} was not ours to delete", connection);
            case Storing.Locked(String reason) ->
                LOG.warn("the former token of {} is still in the keyring: {}", connection, reason);
            case Storing.Unavailable(String reason) ->
                LOG.warn("the former token of {} was not deleted: {}", connection, reason);
        }
    }

    private static TokenChange locked(String reason) {
        return new TokenChange.Refused("The token was not kept: " + reason + ", and try again.", "keyring_locked");
    }

    private static TokenChange refused(String reason) {
        return new TokenChange.Refused("The token was not kept: " + reason + ".", "not_stored");
    }
}
