package online.cloudtolocalllm.chat.model.talk;

/**
 * A profile to begin conversations with.
 *
 * @param name as people call it
 * @param profile what it sets; its model may be empty
 */
public record Preset(String name, Profile profile) {}
