package online.cloudtolocalllm.daemon.secret;

import java.io.IOException;
import java.util.Optional;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** The settings' word on where a connection's token is. Thread-safe; blocks on the disk. */
public interface TokenReferences {

    /**
     * Makes the settings say where the token is, instead of any token that they hold themselves; the last good copy holds none
     * either. When it returns, that is durable.
     *
     * @param connection one of the settings
     * @param source where the token is; empty if there is none any more
     * @throws IOException if the settings could not be changed; they are as before
     */
    void refer(ConnectionId connection, Optional<TokenSource> source) throws IOException;
}
