package online.cloudtolocalllm.daemon.secret;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.secrets.Prompting;
import online.cloudtolocalllm.secrets.Resolution;
import online.cloudtolocalllm.secrets.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the settings and the broker and gives connections their tokens. One whose token is elsewhere awaits it, and is not
 * asked, until it is found. A token that was found stays in use while its keyring is locked again or away. Thread-safe; no method
 * blocks, what blocks is done by the executor.
 */
public final class Credentials {

    private final Secrets secrets;
    private final Target target;
    private final TokenMove move;
    private final Executor blocking;
    private final OneAtATime changes;

    private final Object lock = new Object();
    /** The connections as the settings have them. Guarded by {@code lock}. */
    private Map<ConnectionId, ConnectionSettings> configured = Map.of();
    /** What is known of tokens that are elsewhere. Guarded by {@code lock}. */
    private final Map<ConnectionId, Known> known = new HashMap<>();
    /** How many look-ups have begun and tokens were said so far. Guarded by {@code lock}. */
    private long moments;

    /** Who asks the connections. Thread-safe; must not block. */
    public interface Target {

        /** These are the connections now, each with its token if that is known. */
        void connections(List<ConnectionSettings> connections);

        /** A connection still awaits its token, and this is why. */
        void missing(ConnectionId connection, String why);
    }

    /**
     * A token that is elsewhere.
     *
     * @param source where
     * @param token what it is, if it was found
     * @param problem why it was not; empty if it was, or is still looked for
     * @param moment when the look-up began that found this, or when somebody said it
     */
    private record Known(TokenSource source, Optional<Token> token, String problem, long moment) {

        boolean says(Known other) {
            return source.equals(other.source) && token.equals(other.token) && problem.equals(other.problem);
        }
    }

    /** Credentials for no connection yet. */
    public Credentials(Secrets secrets, TokenMove move, Target target, Executor blocking, OneAtATime changes) {
        this.secrets = secrets;
        this.move = move;
        this.target = target;
        this.blocking = blocking;
        this.changes = changes;
    }

    /** Takes the connections as the settings have them now, and hands them on; looks for every token that is elsewhere. */
    public void configured(List<ConnectionSettings> connections) {
        synchronized (lock) {
            Map<ConnectionId, ConnectionSettings> next = new LinkedHashMap<>();
            connections.forEach(settings -> next.put(settings.id(), settings));
            configured = next;
            known.keySet().retainAll(next.keySet());
            handOn();
        }
        move.remaining(connections.stream()
                .filter(settings ->
                        settings.token().isPresent() && settings.tokenSource().isEmpty())
                .map(ConnectionSettings::id)
                .collect(Collectors.toSet()));
        for (ConnectionSettings settings : connections) {
            look(settings, true);
        }
    }

    /** What went wrong with tokens and still is, a sentence each. */
    public List<String> notices() {
        return move.notices();
    }

    /** Looks again for tokens that are missing. Costs nothing when none is. */
    public void retry() {
        List<ConnectionSettings> all;
        synchronized (lock) {
            all = configured.values().stream().map(this::withToken).toList();
        }
        for (ConnectionSettings settings : all) {
            if (settings.awaitsToken() || move.waits(settings.id())) {
                look(settings, false);
            }
        }
    }

    private void look(ConnectionSettings settings, boolean first) {
        ConnectionId id = settings.id();
        if (settings.tokenSource().isPresent()) {
            TokenSource source = settings.tokenSource().get();
            // The variables of a running process do not change.
            if (first || !(source instanceof TokenSource.Environment)) {
                blocking.execute(() -> {
                    long begun = moment();
                    found(id, source, begun, secrets.resolve(source, Prompting.NEVER));
                });
            }
        } else if (settings.token().isPresent()) {
            Token token = settings.token().get();
            var _ = changes.run(() -> {
                moveToKeyring(id, token);
                return id;
            });
        }
    }

    private long moment() {
        synchronized (lock) {
            return ++moments;
        }
    }

    private void found(ConnectionId id, TokenSource source, long begun, Resolution resolution) {
        synchronized (lock) {
            Optional<Known> before = Optional.ofNullable(known.get(id));
            Optional<Known> same = before.filter(one -> one.source.equals(source));
            ConnectionSettings settings = configured.get(id);
            // The settings may have changed meanwhile, and whoever changed them has asked anew. A token may have been
            // set
            // while this look-up was under way, which saw the one before.
            if (settings == null
                    || !settings.tokenSource().equals(Optional.of(source))
                    || same.filter(one -> one.moment > begun).isPresent()) {
                return;
            }
            Known now = outcome(source, begun, resolution, same.flatMap(one -> one.token));
            known.put(id, now);
            if (before.isEmpty() || !now.says(before.get())) {
                handOn();
            }
        }
    }

    private static Known outcome(TokenSource source, long begun, Resolution resolution, Optional<Token> kept) {
        return switch (resolution) {
            case Resolution.Found(Token token) -> new Known(source, Optional.of(token), "", begun);
            // It was right a moment ago, and nothing says that it is not any more.
            case Resolution.Locked(String reason) -> new Known(source, kept, kept.isPresent() ? "" : reason, begun);
            case Resolution.Unavailable(String reason) ->
                new Known(source, kept, kept.isPresent() ? "" : reason, begun);
            case Resolution.Absent(String reason) -> new Known(source, Optional.empty(), reason, begun);
            case Resolution.Insecure(String reason) -> new Known(source, Optional.empty(), reason, begun);
            case Resolution.Unusable(String reason) -> new Known(source, Optional.empty(), reason, begun);
        };
    }

    /** Called with {@code lock} held. */
    private void handOn() {
        target.connections(configured.values().stream().map(this::withToken).toList());
        configured.values().forEach(settings -> {
            Known now = known.get(settings.id());
            if (now != null && !now.problem.isEmpty() && settings.tokenSource().equals(Optional.of(now.source))) {
                target.missing(settings.id(), now.problem);
            }
        });
    }

    /** Called with {@code lock} held. */
    private ConnectionSettings withToken(ConnectionSettings settings) {
        Known now = known.get(settings.id());
        return now != null
                        && settings.tokenSource().equals(Optional.of(now.source))
                        && settings.token().isEmpty()
                ? settings.withToken(now.token)
                : settings;
    }

    /** Blocks. */
    private void moveToKeyring(ConnectionId id, Token token) {
        boolean still = settings(id)
                .filter(now -> now.tokenSource().isEmpty())
                .flatMap(ConnectionSettings::token)
                .equals(Optional.of(token));
        if (still) {
            move.toKeyring(id, token, source -> expect(id, source, token));
        }
    }

    /**
     * Says what a token is before the settings say where, so that its connection is not stopped in between. It is used from
     * {@link #inUse} on, or when the settings change.
     *
     * @return takes it back, for when the settings could not say so; to be called after the place has its former content again
     */
    Runnable expect(ConnectionId id, TokenSource source, Token token) {
        synchronized (lock) {
            Known before = known.get(id);
            known.put(id, new Known(source, Optional.of(token), "", ++moments));
            return () -> takeBack(id, source, before);
        }
    }

    private void takeBack(ConnectionId id, TokenSource source, @Nullable Known before) {
        synchronized (lock) {
            Known now = known.get(id);
            if (now != null && now.source.equals(source)) {
                // Look-ups that are under way may have seen what is taken back.
                Known then = before == null ? new Known(source, Optional.empty(), "", 0) : before;
                known.put(id, new Known(then.source, then.token, then.problem, ++moments));
                handOn();
            }
        }
    }

    /** Hands on what was expected: where the settings named the same place before, their change did not do it. */
    void inUse() {
        synchronized (lock) {
            handOn();
        }
    }

    /** A connection as the settings have it, with its token if that is known. */
    Optional<ConnectionSettings> settings(ConnectionId id) {
        synchronized (lock) {
            return Optional.ofNullable(configured.get(id)).map(this::withToken);
        }
    }

    /** What may be told of a connection's token; empty if there is no such connection. */
    public Optional<TokenState> state(ConnectionId id) {
        synchronized (lock) {
            ConnectionSettings settings = configured.get(id);
            if (settings == null) {
                return Optional.empty();
            }
            Known now = known.get(id);
            String problem = now != null && settings.tokenSource().equals(Optional.of(now.source)) ? now.problem : "";
            return Optional.of(new TokenState(
                    settings.token().isPresent() || settings.tokenSource().isPresent(),
                    settings.tokenSource(),
                    problem));
        }
    }
}
