package online.cloudtolocalllm.chat.model.talk;

import java.time.Instant;

/**
 * A conversation as it stands in the list.
 *
 * @param number its number in the store
 * @param title what it is called; empty while it has no first question
 * @param named whether the person gave it that title
 * @param pinned whether it stays on top
 * @param changed when its last message was begun
 * @param profile what it asks, and how
 */
public record Conversation(
        long number, String title, boolean named, boolean pinned, Instant changed, Profile profile) {}
