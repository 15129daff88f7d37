package online.cloudtolocalllm.broker.upstream;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The TLS settings for connections to upstreams: TLS 1.2 and 1.3, the system's trusted authorities, host names verified
 * (RFC 9110, section 4.3.4). Built when first needed, away from the event loops, because reading the authorities takes a
 * tenth of a second. Thread-safe.
 */
final class TlsClient {

    private final Executor blocking;
    private final Object lock = new Object();
    /** Guarded by {@code lock}. */
    private @Nullable SslContext context;

    TlsClient(Executor blocking) {
        this.blocking = blocking;
    }

    Future<SslContext> context(EventExecutor loop) {
        Promise<SslContext> promise = loop.newPromise();
        blocking.execute(() -> {
            try {
                promise.setSuccess(build());
            } catch (SSLException e) {
                promise.setFailure(e);
            }
        });
        return promise;
    }

    private SslContext build() throws SSLException {
        synchronized (lock) {
            if (context == null) {
                context = SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .protocols("TLSv1.3", "TLSv1.2")
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build();
            }
            return context;
        }
    }
}
