package online.cloudtolocalllm.broker.upstream;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Leaves every decision about a certificate to the platform's check, names included, and only puts its refusals into words:
 * the platform says "unable to find valid certification path to requested target" for four different mistakes. It never
 * accepts what the platform refuses. Thread-safe.
 */
final class CertificateCheck extends X509ExtendedTrustManager {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final X509ExtendedTrustManager platform;

    CertificateCheck(X509ExtendedTrustManager platform) {
        this.platform = platform;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            platform.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw inWords(chain, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            platform.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw inWords(chain, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            platform.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            throw inWords(chain, e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        platform.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        platform.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        platform.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.getAcceptedIssuers();
    }

    private static DoubtfulCertificateException inWords(X509Certificate[] chain, CertificateException refusal) {
        if (chain.length == 0) {
            return new DoubtfulCertificateException(DialFault.Kind.TLS, "it shows no certificate", refusal);
        }
        for (X509Certificate certificate : chain) {
            try {
                certificate.checkValidity();
            } catch (CertificateExpiredException e) {
                return new DoubtfulCertificateException(
                        DialFault.Kind.EXPIRED,
                        "its certificate expired on "
                                + LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC),
                        refusal);
            } catch (CertificateNotYetValidException e) {
                return new DoubtfulCertificateException(
                        DialFault.Kind.NOT_YET_VALID,
                        "its certificate is valid only from "
                                + LocalDate.ofInstant(certificate.getNotBefore().toInstant(), ZoneOffset.UTC) + " on",
                        refusal);
            }
        }
        X509Certificate leaf = chain[0];
        String reason = String.valueOf(refusal.getMessage());
        if (reason.startsWith("No name matching") || reason.startsWith("No subject alternative")) {
            return new DoubtfulCertificateException(
                    DialFault.Kind.WRONG_NAME,
                    "its certificate is for " + names(leaf) + ", not for this name",
                    refusal);
        }
        if (leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
            return new DoubtfulCertificateException(
                    DialFault.Kind.SELF_SIGNED, "its certificate is self-signed", refusal);
        }
        if (reason.contains("unable to find valid certification path")) {
            return new DoubtfulCertificateException(
                    DialFault.Kind.UNKNOWN_AUTHORITY,
                    "its certificate was issued by an authority that is not trusted here",
                    refusal);
        }
        return new DoubtfulCertificateException(DialFault.Kind.TLS, reason, refusal);
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            String names = all == null
                    ? ""
                    : all.stream()
                            .filter(name ->
                                    name.get(0) instanceof Integer type && (type == DNS_NAME || type == IP_ADDRESS))
                            .limit(3)
                            .map(name -> printable(String.valueOf(name.get(1))))
                            .collect(Collectors.joining(", "));
            return names.isEmpty() ? "another name" : names;
        } catch (CertificateParsingException e) {
            return "another name";
        }
    }

    /** The other side wrote it, and it goes into logs and onto screens. */
    private static String printable(String name) {
        String clean = name.replaceAll("[^\\w.:*-]", "?");
        return clean.substring(0, Math.min(clean.length(), 100));
    }
}
