package online.cloudtolocalllm.broker.upstream;

import java.security.cert.CertificateException;

/** A server's certificate does not prove who it is; the message says why, without a full stop. */
final class DoubtfulCertificateException extends CertificateException {

    private static final long serialVersionUID = 1L;

    private final DialFault.Kind kind;

    DoubtfulCertificateException(DialFault.Kind kind, String why, CertificateException cause) {
        super(why, cause);
        this.kind = kind;
    }

    DialFault.Kind kind() {
        return kind;
    }
}
