package online.cloudtolocalllm.settings.model.config;

import java.util.List;

/**
 * Settings under one heading.
 *
 * @param heading what they have in common
 * @param settings in the order in which they are shown
 */
public record SettingGroup(String heading, List<SettingSpec> settings) {

    /** Copies the list. */
    public SettingGroup {
        settings = List.copyOf(settings);
    }
}
