package online.cloudtolocalllm.broker.upstream;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS settings for connections to upstreams: TLS 1.2 and 1.3, the runtime's trusted authorities (or those that
 * {@code javax.net.ssl.trustStore} names), host names verified (RFC 9110, section 4.3.4). Built when first needed, away from
 * the event loops, because reading the authorities takes a tenth of a second. Thread-safe.
 */
final class TlsClient {

    private final Executor blocking;
    private final @Nullable KeyStore authorities;
    private final Object lock = new Object();
    /** Written with {@code lock} held. */
    private volatile @Nullable SslContext context;

    /**
     * Settings that are not read yet.
     *
     * @param authorities who is trusted to vouch for servers; null for the runtime's
     */
    TlsClient(Executor blocking, @Nullable KeyStore authorities) {
        this.blocking = blocking;
        this.authorities = authorities;
    }

    /** The settings; completes on the loop. */
    Future<SslContext> context(EventExecutor loop) {
        SslContext built = context;
        if (built != null) {
            return loop.newSucceededFuture(built);
        }
        Promise<SslContext> promise = loop.newPromise();
        try {
            blocking.execute(() -> {
                try {
                    promise.setSuccess(build());
                } catch (SSLException e) {
                    promise.setFailure(e);
                }
            });
        } catch (RejectedExecutionException stopping) {
            promise.setFailure(stopping);
        }
        return promise;
    }

    private SslContext build() throws SSLException {
        synchronized (lock) {
            SslContext built = context;
            if (built == null) {
                built = SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .trustManager(check())
                        .protocols("TLSv1.3", "TLSv1.2")
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build();
                context = built;
            }
            return built;
        }
    }

    private CertificateCheck check() throws SSLException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(manager -> new CertificateCheck((X509ExtendedTrustManager) manager))
                    .findFirst()
                    .orElseThrow(() -> new SSLException("this runtime cannot check certificates"));
        } catch (GeneralSecurityException e) {
            throw new SSLException("the trusted authorities cannot be read: " + e.getMessage(), e);
        }
    }
}
