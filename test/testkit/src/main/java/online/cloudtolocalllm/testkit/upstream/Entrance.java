package online.cloudtolocalllm.testkit.upstream;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * How clients come in: in clear text or by TLS.
 *
 * @param tls the server's side of TLS; empty for clear text
 */
record Entrance(Optional<SSLContext> tls) {

    static final Entrance PLAIN = new Entrance(Optional.empty());

    String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /**
     * The socket to talk through; empty if the client has left meanwhile. The handshake is done by whoever reads first, which
     * is the connection's own thread.
     */
    Optional<Socket> admit(Socket client) {
        if (tls.isEmpty()) {
            return Optional.of(client);
        }
        try {
            SSLSocket secured =
                    (SSLSocket) tls.get().getSocketFactory().createSocket(client, null, client.getPort(), true);
            secured.setUseClientMode(false);
            return Optional.of(secured);
        } catch (IOException left) {
            return Optional.empty();
        }
    }
}
