package online.cloudtolocalllm.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.secret.Credentials;
import online.cloudtolocalllm.daemon.secret.OneAtATime;
import online.cloudtolocalllm.daemon.secret.TokenDesk;
import online.cloudtolocalllm.daemon.secret.TokenMove;
import online.cloudtolocalllm.daemon.secret.TokenPlaces;
import online.cloudtolocalllm.daemon.secret.TokenReferences;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.secrets.Secrets;

/** Puts together what the daemon does with tokens. Thread-safe. */
final class TokenWiring implements AutoCloseable {

    /** How soon a keyring that was unlocked is noticed. */
    private static final Duration RETRY_EVERY = Duration.ofSeconds(30);

    private final TokenPlaces places;
    private final Credentials credentials;
    private final TokenCommands commands;
    private final ScheduledFuture<?> retries;

    /**
     * Tokens for the connections of a broker.
     *
     * @param references the settings' word on where tokens are
     * @param timer for trying again; nothing blocks on it
     * @param blocking for everything that blocks
     */
    TokenWiring(
            Broker broker,
            Secrets secrets,
            TokenReferences references,
            ScheduledExecutorService timer,
            Executor blocking) {
        this.places = new TokenPlaces(secrets, references);
        TokenMove move = new TokenMove(secrets, references);
        OneAtATime changes = new OneAtATime(blocking);
        this.credentials = new Credentials(secrets, move, target(broker), blocking, changes);
        this.commands = new TokenCommands(credentials, new TokenDesk(secrets, references, credentials, changes));
        long millis = RETRY_EVERY.toMillis();
        this.retries = timer.scheduleWithFixedDelay(credentials::retry, millis, millis, TimeUnit.MILLISECONDS);
    }

    private static Credentials.Target target(Broker broker) {
        return new Credentials.Target() {
            @Override
            public void connections(List<ConnectionSettings> connections) {
                broker.apply(connections);
            }

            @Override
            public void missing(ConnectionId connection, String why) {
                broker.credentialMissing(connection, why);
            }
        };
    }

    /** Where the connections go that are configured. */
    Credentials credentials() {
        return credentials;
    }

    /** The environment variables in which tokens are: not for other programs. Blocks while the settings change. */
    Set<String> variables() {
        return places.variables();
    }

    /** What went wrong, a sentence each. */
    List<String> notices() {
        return credentials.notices();
    }

    /** The commands about tokens by name. */
    Map<String, IpcHandler> handlers() {
        return commands.handlers();
    }

    @Override
    public void close() {
        retries.cancel(false);
    }
}
