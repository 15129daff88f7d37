package online.cloudtolocalllm.chat.model.profile;

import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Preset;

/**
 * The options at one moment.
 *
 * @param form what stands in the fields
 * @param model the model that the conversation names; empty for whichever is best
 * @param plain whether everything is as the model and the server have it
 * @param presets the presets, by name
 * @param notice what went wrong last, as sentences; empty if nothing did
 */
public record OptionsState(ProfileForm form, String model, boolean plain, List<Preset> presets, String notice) {

    /** Copies the list. */
    public OptionsState {
        presets = List.copyOf(presets);
    }

    /** Whether a preset has this name. */
    public boolean has(String name) {
        return presets.stream().anyMatch(preset -> preset.name().equals(name.strip()));
    }
}
