package online.cloudtolocalllm.secrets.keyring;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.Reply;
import org.freedesktop.dbus.DBusPath;

/**
 * How secrets are written while they pass the bus.
 *
 * @param path the session's object
 * @param key what they are encrypted with; empty if they pass as they are
 */
record Session(String path, Optional<SecretKey> key) {

    private static final String CIPHER = "AES/CBC/PKCS5Padding";
    private static final String CONTENT_TYPE = "text/plain; charset=utf8";
    private static final int BLOCK = 16;

    /**
     * A secret as the Secret Service takes it, signature {@code (oayays)}.
     *
     * @throws BusException if this Java machine cannot encrypt
     */
    Object[] seal(String text, SecureRandom random) throws BusException {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        byte[] start = new byte[0];
        if (key.isPresent()) {
            start = new byte[BLOCK];
            random.nextBytes(start);
            value = crypt(Cipher.ENCRYPT_MODE, key.get(), start, value);
        }
        return new Object[] {new DBusPath(path), start, value, CONTENT_TYPE};
    }

    /**
     * The bytes of a secret.
     *
     * @param secret signature {@code (oayays)}
     * @throws BusException if it has another shape or was encrypted with another key
     */
    byte[] open(Object secret) throws BusException {
        Object[] fields = Reply.fields(secret);
        byte[] start = Reply.bytes(Reply.at(fields, 1));
        byte[] value = Reply.bytes(Reply.at(fields, 2));
        return key.isPresent() ? crypt(Cipher.DECRYPT_MODE, key.get(), start, value) : value;
    }

    private static byte[] crypt(int mode, SecretKey key, byte[] start, byte[] value) throws BusException {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new IvParameterSpec(start));
            return cipher.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new BusException(BusException.Kind.STRANGE, "what it sent cannot be decrypted");
        }
    }
}
