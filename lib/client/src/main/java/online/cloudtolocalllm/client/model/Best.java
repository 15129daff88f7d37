package online.cloudtolocalllm.client.model;

/**
 * The connection that a request would go to now.
 *
 * @param connection its name
 * @param model the model's name there
 * @param why why this one, as the rest of a sentence that begins with its name
 */
public record Best(String connection, String model, String why) {}
