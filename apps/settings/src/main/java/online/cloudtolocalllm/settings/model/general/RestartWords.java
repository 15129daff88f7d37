package online.cloudtolocalllm.settings.model.general;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.protocol.json.JsonNumber;
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
        return fields()
                .filter(spec -> spec.field().key().equals(key))
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
        String key = DaemonKey.DRAIN.dotted();
        // What was changed since the daemon started is not what it goes by.
        Optional<String> set = waiting.contains(key)
                ? Optional.empty()
                : config.value(FieldKey.daemon(key))
                        .filter(JsonNumber.class::isInstance)
                        .map(value -> new BigDecimal(value.toJson()).toPlainString());
        String seconds = set.orElse(Long.toString(DaemonKey.DRAIN.standardTime().toSeconds()));
        return "Restarting the daemon … Running answers get up to " + seconds + " s to end.";
    }
}
