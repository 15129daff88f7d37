package online.cloudtolocalllm.config.daemon;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every key of {@code daemon_config.json}, by section. */
public enum DaemonKey {
    /** Where the gateway listens. */
    GATEWAY_ADDRESS("gateway.address", Type.TEXT),
    /** Further values of the Host field. */
    GATEWAY_ALLOWED_HOSTS("gateway.allowed_hosts", Type.TEXTS),
    /** Further values of the Origin field. */
    GATEWAY_ALLOWED_ORIGINS("gateway.allowed_origins", Type.TEXTS),
    /** Whether programs of other users of this computer are served. */
    GATEWAY_ALLOW_OTHER_USERS("gateway.allow_other_users", Type.FLAG),
    /** When a program needs a gateway key. */
    GATEWAY_REQUIRE_KEY("gateway.require_key", Type.TEXT),
    /** Whether old IPC clients are always let in. */
    IPC_LEGACY("ipc.legacy", Type.FLAG),
    /** How much is logged. */
    LOG_LEVEL("log.level", Type.TEXT),
    /** Whether each request gets a line in the log. */
    LOG_REQUESTS("log.requests", Type.FLAG),
    /** For making a connection. */
    CONNECT("limits.connect", 5),
    /** For making one to this computer. */
    CONNECT_LOOPBACK("limits.connect_loopback", 1),
    /** For the first byte of a model's answer from an Ollama, which may have to load it. */
    FIRST_BYTE("limits.first_byte", 600),
    /** For the first byte of a model's answer from a hosted API. */
    FIRST_BYTE_HOSTED("limits.first_byte_hosted", 60),
    /** For the first byte of anything else. */
    FIRST_BYTE_OTHER("limits.first_byte_other", 30),
    /** Between two pieces of a running answer. */
    SILENCE("limits.silence", 120),
    /** For a client that takes nothing more of its answer, before the upstream is let go. */
    UNREAD("limits.unread", 600),
    /** For an answer to a health probe. */
    PROBE("limits.probe", 2),
    /** Between two probes of an idle connection that is up. */
    PROBE_INTERVAL("limits.probe_interval", 10),
    /** Between two probes of one that is in use or not up. */
    PROBE_INTERVAL_ACTIVE("limits.probe_interval_active", 2),
    /** A client's connection may wait this long for its next request. */
    CLIENT_IDLE("limits.client_idle", 75),
    /** For the head of a request. */
    REQUEST_HEAD("limits.request_head", 15),
    /** Between two pieces of a request's body. */
    REQUEST_BODY_SILENCE("limits.request_body_silence", 60),
    /** For running requests to end when the daemon stops. */
    DRAIN("limits.drain", 10),
    /** How far a request may travel whose model no rule names. */
    PRIVACY_DEFAULT("privacy.default", Type.TEXT),
    /** How far requests for certain models may travel. */
    PRIVACY_MODELS("privacy.models", Type.OBJECT),
    /** Whether there is an icon in the panel. */
    TRAY_SHOW("tray.show", Type.FLAG),
    /** Which background the icon is drawn for. */
    TRAY_PANEL("tray.panel", Type.TEXT),
    /** Whether notifications are shown. */
    NOTIFICATIONS_SHOW("notifications.show", Type.FLAG);

    /** The longest time of a limit. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final String PREFIX = "CLOUDTOLOCALLLM_";

    /** What the value of a key looks like. */
    enum Type {
        /** A text. */
        TEXT,
        /** True or false. */
        FLAG,
        /** A list of texts. */
        TEXTS,
        /** A number of seconds. */
        SECONDS,
        /** An object. */
        OBJECT
    }

    private final String dotted;
    private final Type type;
    private final long seconds;

    DaemonKey(String dotted, Type type) {
        this(dotted, type, 0);
    }

    DaemonKey(String dotted, long seconds) {
        this(dotted, Type.SECONDS, seconds);
    }

    DaemonKey(String dotted, Type type, long seconds) {
        this.dotted = dotted;
        this.type = type;
        this.seconds = seconds;
    }

    /** Section and key, with a dot between. */
    public String dotted() {
        return dotted;
    }

    /** The section. */
    String section() {
        return dotted.substring(0, dotted.indexOf('.'));
    }

    /** The key in its section. */
    String field() {
        return dotted.substring(dotted.indexOf('.') + 1);
    }

    Type type() {
        return type;
    }

    /** The default of a limit; zero for other keys. */
    public Duration standardTime() {
        return Duration.ofSeconds(seconds);
    }

    /** The environment variable that comes before the file; empty for an object, which no variable can hold. */
    public Optional<String> variable() {
        if (type == Type.OBJECT) {
            return Optional.empty();
        }
        return Optional.of(
                this == GATEWAY_ADDRESS
                        ? PREFIX + "GATEWAY"
                        : PREFIX + dotted.replace('.', '_').toUpperCase(Locale.ROOT));
    }

    /** The key with this dotted name. */
    public static Optional<DaemonKey> ofDotted(String dotted) {
        return Arrays.stream(values()).filter(key -> key.dotted.equals(dotted)).findFirst();
    }

    /** The keys of the section {@code limits}. */
    public static List<DaemonKey> limits() {
        return Arrays.stream(values()).filter(key -> key.type == Type.SECONDS).toList();
    }
}
