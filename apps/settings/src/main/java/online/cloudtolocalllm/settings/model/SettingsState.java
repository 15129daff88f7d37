package online.cloudtolocalllm.settings.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.window.words.LinkWords;

/**
 * All that the window shows at one moment.
 *
 * @param link how it stands with the daemon
 * @param status the daemon's state, the last one that is known; empty if none is
 * @param toggles every option
 */
public record SettingsState(LinkWords link, Optional<DaemonStatus> status, Map<Option, Toggle> toggles) {

    /** Nothing is known yet. */
    public static final SettingsState EMPTY =
            new SettingsState(new LinkWords(false, "Connecting to the daemon …", false), Optional.empty(), Map.of());

    /** Copies the map. */
    public SettingsState {
        Map<Option, Toggle> copy = new EnumMap<>(Option.class);
        copy.putAll(toggles);
        toggles = Collections.unmodifiableMap(copy);
    }

    /** The option as it is now; one that cannot be used while the daemon is away. */
    public Toggle toggle(Option option) {
        Toggle known = toggles.getOrDefault(option, Toggle.UNKNOWN);
        return link.up() ? known : new Toggle(known.on(), false, "");
    }

    SettingsState withLink(LinkWords now) {
        return new SettingsState(now, status, toggles);
    }

    SettingsState withStatus(DaemonStatus now) {
        return new SettingsState(link, Optional.of(now), toggles);
    }

    SettingsState with(Option option, Toggle now) {
        Map<Option, Toggle> more = new EnumMap<>(Option.class);
        more.putAll(toggles);
        more.put(option, now);
        return new SettingsState(link, status, more);
    }
}
