package online.cloudtolocalllm.daemon.secret;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.secrets.Prompting;
import online.cloudtolocalllm.secrets.Secrets;
import online.cloudtolocalllm.secrets.Storing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves tokens that stand in the settings into the keyring: first the keyring has it for certain, then the settings lose it. Where
 * that fails, the token stays where it is and counts. Thread-safe; {@code toKeyring} blocks.
 */
public final class TokenMove {

    private static final Logger LOG = LoggerFactory.getLogger(TokenMove.class);

    private final Secrets secrets;
    private final TokenReferences references;
    private final TokenPlaces places;
    /** What the settings could not be told, by connection. */
    private final Map<ConnectionId, String> failed = new ConcurrentHashMap<>();
    /** Connections whose token could not be moved yet, because the keyring was locked. */
    private final Set<ConnectionId> waiting = ConcurrentHashMap.newKeySet();

    /** Moves into these secrets. */
    public TokenMove(Secrets secrets, TokenReferences references) {
        this.secrets = secrets;
        this.references = references;
        this.places = new TokenPlaces(secrets, references);
    }

    /** What went wrong and still is, a sentence each. */
    List<String> notices() {
        return List.copyOf(failed.values());
    }

    /** Only these connections have a token in the settings now. */
    void remaining(Set<ConnectionId> inSettings) {
        failed.keySet().retainAll(inSettings);
    }

    /** Whether it is worth trying again later. */
    boolean waits(ConnectionId id) {
        return waiting.contains(id);
    }

    /**
     * Moves a token.
     *
     * @param kept told where it is before the settings say so
     */
    void toKeyring(ConnectionId id, Token token, Consumer<TokenSource> kept) {
        boolean waited = waiting.remove(id);
        failed.remove(id);
        switch (secrets.storeInKeyring(places.free(id), token, Prompting.NEVER)) {
            case Storing.Kept(TokenSource where) -> {
                kept.accept(where);
                refer(id, token, where);
            }
            case Storing.Locked(String reason) -> {
                waiting.add(id);
                if (!waited) {
                    LOG.info("the token of {} stays in the settings for now: {}", id, reason);
                }
            }
            case Storing.Unavailable(String reason) ->
                LOG.debug("the token of {} stays in the settings: {}", id, reason);
            case Storing.Gone ignored -> LOG.debug("the token of {} stays in the settings", id);
        }
    }

    private void refer(ConnectionId id, Token token, TokenSource where) {
        try {
            if (references.replace(id, token, where)) {
                LOG.info("the token of {} was moved from the settings into the keyring", id);
            } else {
                // Whoever reads the settings again asks to move what they hold now.
                LOG.info("the token of {} stays in the settings: it was changed there meanwhile", id);
                forget(where);
            }
        } catch (IOException e) {
            String notice = "The token of " + id + " is in the keyring now, but the settings still have it, too,"
                    + " because they cannot be changed (" + FileProblem.describe(e) + ").";
            LOG.warn("{}", notice);
            failed.put(id, notice);
        }
    }

    /** A token that somebody has just taken out of the settings is not to stay in the keyring. */
    private void forget(TokenSource where) {
        if (!places.named(where) && !(secrets.clear(where, Prompting.NEVER) instanceof Storing.Gone)) {
            LOG.warn("a token that is no longer used is still at {}", where.ref());
        }
    }
}
