package online.cloudtolocalllm.daemon.keys;

import java.time.Instant;
import java.util.regex.Pattern;
import online.cloudtolocalllm.broker.route.Privacy;

/**
 * What is kept of a gateway key. The key itself is 256 random bits, so that a fast hash protects it: nobody can try them all, and
 * there is no shorter list of likely ones, as there is for passwords.
 *
 * @param name of the program that uses it
 * @param sha256 of the key, in hexadecimal digits
 * @param privacy how far its requests may travel at most
 * @param created when it was made
 */
record AppKey(String name, String sha256, Privacy privacy, Instant created) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isHash(String text) {
        return SHA256.matcher(text).matches();
    }
}
