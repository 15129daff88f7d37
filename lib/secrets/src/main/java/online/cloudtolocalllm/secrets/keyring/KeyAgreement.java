package online.cloudtolocalllm.secrets.keyring;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Secret Service's {@code dh-ietf1024-sha256-aes128-cbc-pkcs7}: Diffie-Hellman in the second Oakley group (RFC 2409, section
 * 6.2), then HKDF with SHA-256 (RFC 5869) without salt and info, of which the first 16 bytes are a key for AES. The group is small
 * for today, but it is the only one that services offer, and what it hides passes a socket of this user only.
 */
final class KeyAgreement {

    private static final BigInteger PRIME = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                    + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
            16);
    private static final int BYTES = 128;
    private static final int KEY_BYTES = 16;

    private final BigInteger secret;

    /** A fresh pair of keys. */
    KeyAgreement(SecureRandom random) {
        this.secret = new BigInteger(PRIME.bitLength() - 2, random).add(BigInteger.ONE);
    }

    /** What the other side needs. */
    byte[] publicKey() {
        return fixed(BigInteger.TWO.modPow(secret, PRIME));
    }

    /**
     * The key that both sides have.
     *
     * @param theirs the other side's public key
     * @throws GeneralSecurityException if the public key makes the secret known to everybody
     */
    SecretKey agree(byte[] theirs) throws GeneralSecurityException {
        BigInteger other = new BigInteger(1, theirs);
        boolean inGroup = other.compareTo(BigInteger.ONE) > 0 && other.compareTo(PRIME.subtract(BigInteger.ONE)) < 0;
        if (!inGroup) {
            throw new GeneralSecurityException("a public key outside the group");
        }
        byte[] extracted = hmac(new byte[32], fixed(other.modPow(secret, PRIME)));
        byte[] expanded = hmac(extracted, new byte[] {1});
        return new SecretKeySpec(Arrays.copyOf(expanded, KEY_BYTES), "AES");
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    /** As long as the prime, whatever the number: services pad what they derive the key from. */
    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[BYTES];
        int from = Math.max(0, bytes.length - BYTES);
        System.arraycopy(bytes, from, fixed, BYTES - (bytes.length - from), bytes.length - from);
        return fixed;
    }
}
