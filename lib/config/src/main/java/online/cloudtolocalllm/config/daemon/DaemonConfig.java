package online.cloudtolocalllm.config.daemon;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.protocol.HostPort;

/**
 * The daemon's settings, as {@link DaemonReading} reads them.
 *
 * @param gateway where the gateway listens; this computer only
 * @param allowedHosts further values of the Host header that the gateway takes
 * @param allowedOrigins web origins that may call the gateway, such as {@code http://localhost:3000}
 * @param otherUsers whether programs of other users of this computer are served
 * @param requireKey when a program needs a gateway key
 * @param oldClients whether old IPC clients are always let in without a proof
 * @param logLevel what is logged
 * @param logRequests whether each request gets a line in the log
 * @param limits how long to wait
 * @param privacy how far requests may travel
 * @param desktop what is seen of the daemon on the desktop
 */
public record DaemonConfig(
        HostPort gateway,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        boolean otherUsers,
        KeyNeed requireKey,
        boolean oldClients,
        LogLevel logLevel,
        boolean logRequests,
        LimitSettings limits,
        PrivacyRules privacy,
        DesktopSettings desktop) {

    /** Where the gateway listens when nothing says otherwise. */
    public static final HostPort STANDARD_GATEWAY = new HostPort("127.0.0.1", 11_435);

    /** The settings without a file. */
    public static final DaemonConfig STANDARD = new DaemonConfig(
            STANDARD_GATEWAY,
            List.of(),
            List.of(),
            false,
            KeyNeed.NO,
            false,
            LogLevel.INFO,
            true,
            LimitSettings.STANDARD,
            PrivacyRules.NONE,
            DesktopSettings.STANDARD);

    /** Copies the lists. */
    public DaemonConfig {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** How much is logged, each with what stands before it. */
    public enum LogLevel {
        /** What failed. */
        ERROR,
        /** What its owner should look at. */
        WARN,
        /** What happened. */
        INFO,
        /** What helps to find a fault. */
        DEBUG;

        /** The word in the settings file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The level with this word. */
        public static Optional<LogLevel> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(level -> level.word().equals(word))
                    .findFirst();
        }
    }
}
