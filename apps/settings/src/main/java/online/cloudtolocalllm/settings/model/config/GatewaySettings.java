package online.cloudtolocalllm.settings.model.config;

import java.util.List;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.DaemonKey;

/** The settings of the gateway, as a page shows them. */
public final class GatewaySettings {

    /** How far requests may travel. */
    public static final List<SettingSpec.Named> REACHES = List.of(
            new SettingSpec.Named("any", "Anywhere"),
            new SettingSpec.Named("lan", "Within my network"),
            new SettingSpec.Named("local", "Not off this computer"));

    /** Where it listens. */
    public static final SettingGroup ADDRESS = new SettingGroup(
            "Address",
            List.of(new SettingSpec(
                    key(DaemonKey.GATEWAY_ADDRESS),
                    "Listens at",
                    "HOST:PORT, on this computer only: 127.0.0.1, localhost or [::1]. Whether the port is free shows"
                            + " when the daemon starts.",
                    new SettingSpec.Kind.Line(DaemonConfig.STANDARD_GATEWAY.toString()))));

    /** Who is let in. */
    public static final SettingGroup ACCESS = new SettingGroup(
            "Who may use it",
            List.of(
                    new SettingSpec(
                            key(DaemonKey.GATEWAY_REQUIRE_KEY),
                            "A gateway key is needed",
                            "Keys are made under Apps & keys, one for each program.",
                            new SettingSpec.Kind.Choice(
                                    "no",
                                    List.of(
                                            new SettingSpec.Named("no", "For nothing"),
                                            new SettingSpec.Named("manage", "For changing models"),
                                            new SettingSpec.Named("always", "For everything")))),
                    new SettingSpec(
                            key(DaemonKey.GATEWAY_ALLOW_OTHER_USERS),
                            "Other users of this computer",
                            "Their programs are served, too, with your connections and tokens.",
                            new SettingSpec.Kind.Flag(false)),
                    new SettingSpec(
                            key(DaemonKey.GATEWAY_ALLOWED_ORIGINS),
                            "Web pages from elsewhere",
                            "Origins that may use it, one a line. Pages of this computer may anyway.",
                            new SettingSpec.Kind.Lines("http://studio.lan:3000")),
                    new SettingSpec(
                            key(DaemonKey.GATEWAY_ALLOWED_HOSTS),
                            "Other names of the gateway",
                            "Names by which programs call it, one a line, besides 127.0.0.1, localhost and [::1].",
                            new SettingSpec.Kind.Lines("box.lan"))));

    /** How far requests travel that no rule of a model holds back. */
    public static final SettingGroup PRIVACY = new SettingGroup(
            "Privacy",
            List.of(new SettingSpec(
                    key(DaemonKey.PRIVACY_DEFAULT),
                    "Requests may travel",
                    "Where no rule below and no rule of a key is stricter.",
                    new SettingSpec.Kind.Choice("any", REACHES))));

    /** How long is waited for what. */
    public static final List<SettingGroup> LIMITS = List.of(
            new SettingGroup(
                    "Time limits of answers",
                    List.of(
                            limit(
                                    DaemonKey.FIRST_BYTE,
                                    "First words from an Ollama",
                                    "It may have to load the model before."),
                            limit(
                                    DaemonKey.FIRST_BYTE_HOSTED,
                                    "First words from a hosted API",
                                    "From connections of the types openai and cloud_proxy."),
                            limit(
                                    DaemonKey.FIRST_BYTE_OTHER,
                                    "First byte of anything else",
                                    "Such as lists of models."),
                            limit(
                                    DaemonKey.SILENCE,
                                    "Silence within an answer",
                                    "Between two pieces of it. There is no limit on the whole."),
                            limit(
                                    DaemonKey.UNREAD,
                                    "Answers that nobody reads on",
                                    "How long an answer waits for its program before it is given up."))),
            new SettingGroup(
                    "Time limits of connections",
                    List.of(
                            limit(DaemonKey.CONNECT, "Connecting", ""),
                            limit(DaemonKey.CONNECT_LOOPBACK, "Connecting to this computer", ""),
                            limit(DaemonKey.PROBE, "Answer to a health check", ""),
                            limit(
                                    DaemonKey.PROBE_INTERVAL,
                                    "Between health checks",
                                    "Of a connection that is up and idle."),
                            limit(
                                    DaemonKey.PROBE_INTERVAL_ACTIVE,
                                    "Between closer health checks",
                                    "Of one that is in use, or not up."))),
            new SettingGroup(
                    "Time limits of programs",
                    List.of(
                            limit(DaemonKey.CLIENT_IDLE, "Waiting for the next request", ""),
                            limit(DaemonKey.REQUEST_HEAD, "Head of a request", ""),
                            limit(
                                    DaemonKey.REQUEST_BODY_SILENCE,
                                    "Silence within a request",
                                    "Between two pieces of it."),
                            limit(
                                    DaemonKey.DRAIN,
                                    "Running answers at a stop",
                                    "How long they get to end when the daemon stops or restarts."))));

    private GatewaySettings() {}

    private static FieldKey key(DaemonKey key) {
        return FieldKey.daemon(key.dotted());
    }

    private static SettingSpec limit(DaemonKey key, String title, String sentence) {
        return new SettingSpec(
                key(key),
                title,
                sentence,
                new SettingSpec.Kind.Amount(Long.toString(key.standardTime().toSeconds()), "s"));
    }
}
