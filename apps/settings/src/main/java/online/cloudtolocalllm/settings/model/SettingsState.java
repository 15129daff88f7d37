package online.cloudtolocalllm.settings.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.window.words.LinkWords;

/**
 * What all pages of the window show at one moment.
 *
 * @param link how it stands with the daemon
 * @param status the daemon's state, the last one that is known; empty if none is
 * @param config what is set, with changes that are on their way
 * @param problems why what was typed into a field is not set, by field, as sentences
 * @param notice the strip at the foot; empty for none
 * @param undoable whether there is something to undo
 * @param redoable whether there is something to do again
 * @param restartNeeded the daemon's keys whose value waits for a restart
 */
public record SettingsState(
        LinkWords link,
        Optional<DaemonStatus> status,
        Config config,
        Map<FieldKey, String> problems,
        Optional<Notice> notice,
        boolean undoable,
        boolean redoable,
        Set<String> restartNeeded) {

    /** Nothing is known yet. */
    public static final SettingsState EMPTY = new SettingsState(
            new LinkWords(false, "Connecting to the daemon …", false),
            Optional.empty(),
            Config.UNKNOWN,
            Map.of(),
            Optional.empty(),
            false,
            false,
            Set.of());

    /** Copies what it is given. */
    public SettingsState {
        problems = Map.copyOf(problems);
        restartNeeded = Set.copyOf(restartNeeded);
    }

    /** The daemon's state while it can be asked; empty while it is away. */
    public Optional<DaemonStatus> live() {
        return link.up() ? status : Optional.empty();
    }

    /** A copy with which it stands so with the daemon. */
    public SettingsState withLink(LinkWords now) {
        return new SettingsState(now, status, config, problems, notice, undoable, redoable, restartNeeded);
    }

    SettingsState withStatus(DaemonStatus now) {
        return new SettingsState(link, Optional.of(now), config, problems, notice, undoable, redoable, restartNeeded);
    }

    SettingsState withConfig(Config now) {
        return new SettingsState(link, status, now, problems, notice, undoable, redoable, restartNeeded);
    }

    SettingsState withProblem(FieldKey field, String sentence) {
        Map<FieldKey, String> more = new HashMap<>(problems);
        more.put(field, sentence);
        return new SettingsState(link, status, config, more, notice, undoable, redoable, restartNeeded);
    }

    SettingsState withoutProblem(FieldKey field) {
        Map<FieldKey, String> less = new HashMap<>(problems);
        less.remove(field);
        return new SettingsState(link, status, config, less, notice, undoable, redoable, restartNeeded);
    }

    SettingsState withNotice(Optional<Notice> now) {
        return new SettingsState(link, status, config, problems, now, undoable, redoable, restartNeeded);
    }

    SettingsState withHistory(boolean canUndo, boolean canRedo) {
        return new SettingsState(link, status, config, problems, notice, canUndo, canRedo, restartNeeded);
    }

    SettingsState withRestartNeeded(Set<String> keys) {
        return new SettingsState(link, status, config, problems, notice, undoable, redoable, keys);
    }
}
