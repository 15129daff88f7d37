package online.cloudtolocalllm.client.model;

import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A whole answer.
 *
 * @param message what the model said, thought and wants called; ready to be a part of the next request
 * @param model the model that answered
 * @param finish how it ended
 * @param served who answered
 * @param json the answer as Ollama gives it when it is asked for a whole one
 */
public record ChatAnswer(ChatMessage message, String model, Finish finish, Served served, JsonObject json) {

    /** The text of the answer. */
    public String text() {
        return message.content();
    }
}
