package online.cloudtolocalllm.settings.model.general;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.settings.model.config.GatewaySettings;
import online.cloudtolocalllm.settings.model.config.SettingGroup;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.window.words.Words;

/** What is said about settings that wait for a restart. Pure. */
public final class RestartWords {

    /** More names than this are a number. */
    private static final int NAMED = 3;

    private RestartWords() {}

    /** That these keys wait; empty if there are none. */
    public static String waiting(Set<String> keys) {
        if (keys.isEmpty()) {
            return "";
        }
        if (keys.size() > NAMED) {
            return keys.size() + " changed settings count after a restart of the daemon.";
        }
        List<String> titles = new ArrayList<>();
        new TreeSet<>(keys).forEach(key -> titles.add("“" + title(key) + "”"));
        String last = titles.removeLast();
        String named = titles.isEmpty() ? last : String.join(", ", titles) + " and " + last;
        return named + (keys.size() == 1 ? " counts" : " count") + " after a restart of the daemon.";
    }

    private static String title(String key) {
        return fields().filter(spec -> spec.field().key().equals(key))
                .findFirst()
                .map(SettingSpec::title)
                .orElseGet(() -> Words.plain(key));
    }

    /** The daemon's settings that have a row on a page. */
    static Stream<SettingSpec> fields() {
        return Stream.of(
                        List.of(GatewaySettings.ADDRESS, GatewaySettings.ACCESS, GatewaySettings.PRIVACY),
                        GatewaySettings.LIMITS,
                        List.of(GeneralSettings.DESKTOP, GeneralSettings.LOG))
                .flatMap(Collection::stream)
                .map(SettingGroup::settings)
                .flatMap(Collection::stream);
    }

    /** That it is under way, and what becomes of running answers. */
    public static String running(Config config, Set<String> waiting) {
        FieldKey drain = FieldKey.daemon(DaemonKey.DRAIN.dotted());
        if (waiting.contains(drain.key()) || config.override(drain).isPresent()) {
            // What the daemon goes by stands nowhere then.
            return "Restarting the daemon … Running answers get some time to end.";
        }
        return "Restarting the daemon … Running answers get up to "
                + Figures.latency(config.daemonConfig().limits().of(DaemonKey.DRAIN)) + " to end.";
    }
}
