package online.cloudtolocalllm.client.model;

import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A whole text.
 *
 * @param text the text
 * @param thinking what the model thought before; empty if nothing
 * @param model the model that wrote it
 * @param finish how it ended
 * @param served who answered
 * @param json the answer as Ollama gives it when it is asked for a whole one
 */
public record TextAnswer(String text, String thinking, String model, Finish finish, Served served, JsonObject json) {}
