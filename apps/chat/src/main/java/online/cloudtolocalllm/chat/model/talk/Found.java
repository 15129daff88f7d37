package online.cloudtolocalllm.chat.model.talk;

/**
 * A conversation that was looked for.
 *
 * @param conversation which
 * @param message the message that holds the words; 0 if the title does, or nothing was looked for
 * @param excerpt a line of that message around the words; empty if nothing was looked for
 */
public record Found(Conversation conversation, long message, String excerpt) {}
