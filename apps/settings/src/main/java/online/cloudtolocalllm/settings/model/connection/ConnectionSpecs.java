package online.cloudtolocalllm.settings.model.connection;

import java.util.List;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.settings.model.config.SettingSpec.Named;

/** The settings of a connection as its page shows them. What counts without a key depends on the others. Pure. */
public final class ConnectionSpecs {

    private ConnectionSpecs() {}

    /** Where its server is. */
    public static SettingSpec address(ConnectionView view) {
        return spec(
                view,
                "api_base_url",
                "Address",
                "",
                new SettingSpec.Kind.Line(view.usualAddress().orElse("")));
    }

    /** What stands at its other end. */
    public static SettingSpec kind(ConnectionView view) {
        String usual = ConnectionKind.ofWireName(view.name()).isPresent() ? view.name() : "";
        return spec(
                view,
                "connection_type",
                "What is there",
                "",
                new SettingSpec.Kind.Choice(
                        usual,
                        List.of(
                                new Named("local_ollama", "Ollama on this computer"),
                                new Named("ollama", "Ollama elsewhere"),
                                new Named("cloud_proxy", "CloudToLocalLLM cloud"),
                                new Named("openai", "A server with OpenAI's API"))));
    }

    /** Where its token is, if that is not for the daemon to choose. */
    public static SettingSpec tokenReference(ConnectionView view) {
        return spec(
                view,
                "auth_token_ref",
                "Where the token is",
                "Or keep it yourself: env:VARIABLE of the daemon, or file:/PATH that only you can read.",
                new SettingSpec.Kind.Line("env:NAME or file:/PATH"));
    }

    /** When it is asked. */
    public static List<SettingSpec> use(ConnectionView view) {
        boolean local = view.settings()
                .map(settings -> settings.kind() == ConnectionKind.LOCAL_OLLAMA)
                .orElse(false);
        return List.of(
                spec(
                        view,
                        "enabled",
                        "On",
                        "Off, it is never asked, not even how it is doing.",
                        new SettingSpec.Kind.Flag(true)),
                spec(
                        view,
                        "paused",
                        "Paused",
                        "It is watched, and asked only by programs that name it.",
                        new SettingSpec.Kind.Flag(false)),
                spec(
                        view,
                        "failover",
                        "Takes over for others",
                        "Off, it is asked only where it comes first.",
                        new SettingSpec.Kind.Flag(true)),
                spec(
                        view,
                        "priority",
                        "Priority",
                        "The lower number is asked first.",
                        new SettingSpec.Kind.Amount(local ? "10" : "20", "")));
    }

    /** Limits, and what its owner knows better. */
    public static List<SettingSpec> limits(ConnectionView view) {
        return List.of(
                spec(
                        view,
                        "timeout",
                        "Time to connect",
                        "It shortens the daemon's own limits; answers may take as long as they need.",
                        new SettingSpec.Kind.Amount("30", "s")),
                spec(
                        view,
                        "max_concurrent",
                        "Requests at once",
                        "More wait until one is answered.",
                        new SettingSpec.Kind.Amount(Integer.toString(ConnectionSettings.MAX_CONCURRENT), "")),
                spec(
                        view,
                        "reach",
                        "How far requests travel",
                        "If you know better than the address tells. Privacy settings go by it.",
                        new SettingSpec.Kind.Choice(
                                "",
                                List.of(
                                        new Named("", "By the address: " + byAddress(view)),
                                        new Named("local", "They stay on this computer"),
                                        new Named("lan", "They stay on your network"),
                                        new Named("internet", "They go to the internet")))));
    }

    private static String byAddress(ConnectionView view) {
        return view.settings()
                .map(settings -> switch (Reach.byAddress(settings)) {
                    case LOCAL -> "this computer";
                    case LAN -> settings.origin().loopback() ? "as on your network" : "your network";
                    case INTERNET -> "the internet";
                })
                .orElse("not known");
    }

    private static SettingSpec spec(
            ConnectionView view, String key, String title, String sentence, SettingSpec.Kind kind) {
        return new SettingSpec(view.field(key), title, sentence, kind);
    }
}
