package online.cloudtolocalllm.protocol;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells which hosts are on the private network (RFC 1918, RFC 4193, link-local, and names that never leave it). */
public final class PrivateHost {

    private static final Pattern ADDRESS =
            Pattern.compile("10(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}"
                    + "|169\\.254(\\.\\d{1,3}){2}|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*");

    private PrivateHost() {}

    /**
     * Whether it is. A name is trusted only if it cannot be public.
     *
     * @param host a name or an address, an IPv6 address without brackets
     */
    public static boolean matches(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return ADDRESS.matcher(name).matches()
                || name.endsWith(".local")
                || name.endsWith(".lan")
                || name.endsWith(".home.arpa")
                || (name.indexOf('.') < 0 && name.indexOf(':') < 0);
    }
}
