package online.cloudtolocalllm.settings.model.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.DaemonReading;
import online.cloudtolocalllm.protocol.HostedTag;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.window.words.Words;

/**
 * What leaves this computer when a connection is used.
 *
 * @param sentence where prompts go
 * @param more what else is to be known, as sentences
 */
public record Leaving(String sentence, List<String> more) {

    private static final int MOST_NAMED = 3;

    /** Copies the list. */
    public Leaving {
        more = List.copyOf(more);
    }

    /** That of this connection. Pure. */
    public static Leaving of(ConnectionView view) {
        Optional<ConnectionSettings> read = view.settings();
        if (read.isEmpty()) {
            return new Leaving("Nothing: it cannot be used as it is set.", List.of());
        }
        ConnectionSettings settings = read.get();
        Reach reach = Reach.of(settings);
        List<String> more = new ArrayList<>();
        owner(settings, reach).ifPresent(more::add);
        open(settings, reach).ifPresent(more::add);
        hosted(view, settings, reach).ifPresent(more::add);
        privacy(view.config(), reach).ifPresent(more::add);
        turn(settings, reach).ifPresent(more::add);
        String sentence = where(settings, reach);
        return settings.enabled()
                ? new Leaving(sentence, more)
                : new Leaving("Nothing, as it is off. If it were on: " + lower(sentence), more);
    }

    private static String lower(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String where(ConnectionSettings settings, Reach reach) {
        String host = Words.plain(settings.origin().address().host());
        return switch (reach) {
            case LOCAL -> "Nothing. Prompts and answers stay on this computer.";
            case LAN ->
                settings.origin().loopback()
                        ? "Prompts go to a program on this computer, which may pass them on."
                        : "Prompts go to your network (" + host + "), not to the internet.";
            case INTERNET ->
                settings.kind() == ConnectionKind.CLOUD_PROXY
                        ? "Prompts go over the internet to " + host
                                + ", and from there to the computer that serves you."
                        : "Prompts go to the internet, to " + host + ", whose owner can read them.";
        };
    }

    private static Optional<String> owner(ConnectionSettings settings, Reach reach) {
        if (settings.reach().isPresent() && reach != Reach.byAddress(settings)) {
            return Optional.of("That is what you said; by its address they would "
                    + switch (Reach.byAddress(settings)) {
                        case LOCAL -> "stay on this computer.";
                        case LAN -> "go to your network.";
                        case INTERNET -> "go to the internet.";
                    });
        }
        return reach == Reach.LAN && settings.origin().loopback()
                ? Optional.of("If it does not, say so under \"How far requests travel\".")
                : Optional.empty();
    }

    private static Optional<String> open(ConnectionSettings settings, Reach reach) {
        if (settings.origin().secure() || settings.origin().loopback() || reach == Reach.LOCAL) {
            return Optional.empty();
        }
        return Optional.of("They are not encrypted on the way: others "
                + (reach == Reach.LAN ? "on that network" : "on the way") + " can read them.");
    }

    private static Optional<String> hosted(ConnectionView view, ConnectionSettings settings, Reach reach) {
        boolean ollama = settings.kind() == ConnectionKind.LOCAL_OLLAMA || settings.kind() == ConnectionKind.OLLAMA;
        if (reach == Reach.INTERNET || !ollama) {
            return Optional.empty();
        }
        List<String> models = view.status().stream()
                .flatMap(status -> status.models().stream())
                .filter(HostedTag::matches)
                .toList();
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of("Prompts for " + named(models) + " go on to ollama.com, which runs "
                        + (models.size() == 1 ? "it." : "them."));
    }

    private static String named(List<String> names) {
        String first = names.stream().limit(MOST_NAMED).map(Words::plain).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? first + " and " + (names.size() - MOST_NAMED) + " more" : first;
    }

    private static Optional<String> privacy(Config config, Reach reach) {
        Optional<String> variable = config.override(FieldKey.daemon("privacy.default"));
        if (variable.isPresent()) {
            return reach == Reach.LOCAL
                    ? Optional.empty()
                    : Optional.of("How far requests may travel is said by the environment variable "
                            + Words.plain(variable.get()) + ".");
        }
        PrivacyRules rules = DaemonReading.of(config.daemon(), Map.of(), DaemonConfig.STANDARD)
                .config()
                .privacy();
        boolean open = rules.general().compareTo(reach) >= 0;
        List<String> others = rules.models().entrySet().stream()
                .filter(rule -> (rule.getValue().compareTo(reach) >= 0) != open)
                .map(Map.Entry::getKey)
                .toList();
        if (!open) {
            return Optional.of(
                    others.isEmpty()
                            ? "The privacy settings keep every request from it."
                            : "The privacy settings let only requests for " + named(others) + " go there.");
        }
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("The privacy settings keep requests for " + named(others) + " from it.");
    }

    private static Optional<String> turn(ConnectionSettings settings, Reach reach) {
        if (settings.paused()) {
            return Optional.of("While it is paused, only requests that name it go there.");
        }
        if (reach == Reach.LOCAL) {
            return Optional.empty();
        }
        return Optional.of(
                settings.failover()
                        ? "It takes over when another connection fails, also one on this computer."
                        : "It does not take over when another connection fails.");
    }
}
