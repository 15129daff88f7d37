package online.cloudtolocalllm.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What a server shows for a certificate. The key stores were made by {@code make-certificates.sh} and are public. */
public enum TestCertificate {
    /** For localhost, 127.0.0.1 and ::1, from the authority in {@link #authorities()}. */
    GOOD("good"),
    /** From the same authority, for other.example. */
    WRONG_NAME("wrong-name"),
    /** From the same authority, for localhost and 127.0.0.1, expired two years before it was made. */
    EXPIRED("expired"),
    /** For localhost and 127.0.0.1, vouching for itself. */
    SELF_SIGNED("self-signed"),
    /** For localhost and 127.0.0.1, from an authority that nobody trusts. */
    UNKNOWN_AUTHORITY("unknown-authority");

    /** The password of {@link #copyAuthorities}' file. */
    public static final String PASSWORD = "testing";

    private static final String AUTHORITIES = "authorities.p12";

    private final String file;

    TestCertificate(String file) {
        this.file = file;
    }

    /** The one authority to trust in a test. */
    public static KeyStore authorities() {
        return load(AUTHORITIES);
    }

    /**
     * Writes the authority to a file that {@code javax.net.ssl.trustStore} can name.
     *
     * @throws IOException if it cannot be written
     */
    public static Path copyAuthorities(Path directory) throws IOException {
        try (InputStream in = open(AUTHORITIES)) {
            Path copy = directory.resolve(AUTHORITIES);
            Files.copy(in, copy);
            return copy;
        }
    }

    /** TLS for a server that shows this certificate. */
    public SSLContext server() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(file + ".p12"), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate " + file + " cannot be used", e);
        }
    }

    private static KeyStore load(String name) {
        try (InputStream in = open(name)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the key store " + name + " cannot be read", e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = TestCertificate.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(name + " is missing");
        }
        return in;
    }
}
