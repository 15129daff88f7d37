package online.cloudtolocalllm.protocol;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells hosts that only this computer can reach from all others, without asking a name server. Pure. */
public final class LoopbackHost {

    private static final Pattern V4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private LoopbackHost() {}

    /**
     * Whether the host is {@code localhost}, an address in 127.0.0.0/8, or {@code ::1}.
     *
     * @param host a name or an address, an IPv6 address without brackets
     */
    public static boolean matches(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1")
                || V4.matcher(host).matches();
    }

    /** Whether it is that, or a name under {@code localhost}: these lead nowhere else either (RFC 6761, section 6.3). */
    public static boolean matchesOrIsBelow(String host) {
        return matches(host) || host.toLowerCase(Locale.ROOT).endsWith(".localhost");
    }
}
