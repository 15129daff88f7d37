package online.cloudtolocalllm.cli.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import online.cloudtolocalllm.protocol.HostPort;

/** A port of this computer on which nothing listens, kept so that no other program gets it meanwhile. */
public final class ClosedPort implements AutoCloseable {

    private final Socket keeper = new Socket();

    /** Keeps a free port. */
    public ClosedPort() {
        try {
            keeper.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where nothing listens. */
    public HostPort address() {
        return new HostPort("127.0.0.1", keeper.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        keeper.close();
    }
}
