package online.cloudtolocalllm.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/**
 * One connection as configured.
 *
 * @param id its name
 * @param kind what it is
 * @param origin where it is
 * @param enabled whether it may be used
 * @param priority lower is asked first
 * @param failover whether a request that another connection could not serve may go here
 * @param timeout for connecting and for health answers; never a limit on an answer
 * @param token its credential, once known
 * @param tokenSource where its credential is kept, if the settings only refer to it
 * @param aliases other names for its models: what is asked for, and what it is called there
 * @param models the only models that it is asked for; empty means all that it has
 * @param reach how far a request travels that goes there, if its owner knows better than its address tells
 * @param paused whether requests are kept away from it for now, unless they name it
 * @param preferred whether it is asked before all others that are doing as well
 * @param maxConcurrent how many requests go there at once; more wait
 */
public record ConnectionSettings(
        ConnectionId id,
        ConnectionKind kind,
        Origin origin,
        boolean enabled,
        int priority,
        boolean failover,
        Duration timeout,
        Optional<Token> token,
        Optional<TokenSource> tokenSource,
        Map<String, String> aliases,
        List<String> models,
        Optional<Reach> reach,
        boolean paused,
        boolean preferred,
        int maxConcurrent) {

    /** How many requests go to a connection at once where its settings do not say. */
    public static final int MAX_CONCURRENT = 64;

    /** Checks that the token cannot be read on the way: it is sent over https, or to this computer. */
    public ConnectionSettings {
        if (token.isPresent() && !origin.secure() && !origin.loopback()) {
            throw new IllegalArgumentException("a token over plain http");
        }
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("no request could ever go there");
        }
        aliases = Map.copyOf(aliases);
        models = List.copyOf(models);
    }

    /** A connection with nothing but the first settings: no token elsewhere, no aliases, every model. */
    public ConnectionSettings(
            ConnectionId id,
            ConnectionKind kind,
            Origin origin,
            boolean enabled,
            int priority,
            boolean failover,
            Duration timeout,
            Optional<Token> token) {
        this(
                id,
                kind,
                origin,
                enabled,
                priority,
                failover,
                timeout,
                token,
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                false,
                false,
                MAX_CONCURRENT);
    }

    /** Whether requests to it stay on this computer. */
    public boolean onThisComputer() {
        return origin.loopback() && kind.onThisComputer();
    }

    /** The same connection with this credential, or with none. */
    public ConnectionSettings withToken(Optional<Token> other) {
        return new ConnectionSettings(
                id,
                kind,
                origin,
                enabled,
                priority,
                failover,
                timeout,
                other,
                tokenSource,
                aliases,
                models,
                reach,
                paused,
                preferred,
                maxConcurrent);
    }

    /** Whether it has a credential that is not known yet; it is not asked for anything until it is. */
    public boolean awaitsToken() {
        return tokenSource.isPresent() && token.isEmpty();
    }

    /** The same connection, preferred or not. */
    public ConnectionSettings withPreferred(boolean other) {
        return new ConnectionSettings(
                id,
                kind,
                origin,
                enabled,
                priority,
                failover,
                timeout,
                token,
                tokenSource,
                aliases,
                models,
                reach,
                paused,
                other,
                maxConcurrent);
    }

    /**
     * Reads one entry of {@code connection_config.json}, in this process's environment.
     *
     * @throws InvalidSettingException naming the key and the reason
     */
    public static ConnectionSettings read(String name, JsonObject json) throws InvalidSettingException {
        return ConnectionEntry.read(name, json, ConnectionDefaults.STANDARD);
    }
}
