package online.cloudtolocalllm.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The mutual proof at the start of an IPC connection: each side shows that it knows the daemon's secret without sending it.
 * Keyed hashes are HMAC-SHA256 (RFC 2104, FIPS 180-4), texts are base64url without padding (RFC 4648, section 5). Thread-safe.
 */
public final class Handshake {

    /** The version of the handshake. */
    public static final int VERSION = 1;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** 16 to 32 bytes as base64url; one character more than a multiple of four stands for no whole byte. */
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{22,43}");

    private Handshake() {}

    /** The two ends of a connection. */
    public enum Side {
        /** The daemon. */
        SERVER("srv"),
        /** Whoever connected to it. */
        CLIENT("cli");

        private final String tag;

        Side(String tag) {
            this.tag = tag;
        }
    }

    /** 32 random bytes as text, for a nonce or a new secret. */
    public static String randomText() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return ENCODER.encodeToString(bytes);
    }

    /** Whether the text is 16 to 32 bytes in base64url without padding. */
    public static boolean isNonce(String text) {
        return NONCE.matcher(text).matches() && text.length() % 4 != 1;
    }

    /**
     * The proof that one side sends.
     *
     * @param secret the daemon's secret, base64url
     * @param side who sends the proof
     * @param clientNonce the client's nonce as sent
     * @param serverNonce the daemon's nonce as sent
     * @param port the daemon's IPC port
     * @throws IllegalArgumentException if the secret is not base64url
     */
    public static String proof(String secret, Side side, String clientNonce, String serverNonce, int port) {
        String text = "c2l-ipc-1|" + side.tag + "|" + clientNonce + "|" + serverNonce + "|" + port;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(secret), "HmacSHA256"));
            return ENCODER.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Compares two proofs in a time that does not depend on where they differ. */
    public static boolean matches(String expected, String received) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), received.getBytes(StandardCharsets.UTF_8));
    }
}
