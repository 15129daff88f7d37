package online.cloudtolocalllm.daemon.secret;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.config.Token;
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

    /**
     * The same for a token that the settings hold themselves, and only if they still hold exactly this one when they are read
     * again for the change.
     *
     * @return whether they did; otherwise they are as before
     * @throws IOException if the settings could not be changed; they are as before
     */
    boolean replace(ConnectionId connection, Token token, TokenSource source) throws IOException;

    /** Where the settings say that tokens are, by the name of the connection; also entries that cannot be used. */
    Map<String, Set<TokenSource>> all();
}
