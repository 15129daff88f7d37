package online.cloudtolocalllm.testkit.upstream;

import java.io.IOException;
import java.util.Optional;
import online.cloudtolocalllm.testkit.tls.TestCertificate;

/** Makes upstreams that speak TLS; only a client that trusts {@link TestCertificate#authorities()} likes the good certificate. */
public final class SecureUpstream {

    private SecureUpstream() {}

    /**
     * A small Ollama with the usual offer.
     *
     * @throws IOException if no port can be opened
     */
    public static ScriptedUpstream ollama(TestCertificate certificate) throws IOException {
        return serving(certificate, new SmallOllama(new SmallOpenAi(Optional.empty())), Offer.usual());
    }

    /**
     * A server whose usual answers are these.
     *
     * @throws IOException if no port can be opened
     */
    public static ScriptedUpstream serving(TestCertificate certificate, Responder responder, Offer offer)
            throws IOException {
        return new ScriptedUpstream(responder, offer, new Entrance(Optional.of(certificate.server())));
    }
}
