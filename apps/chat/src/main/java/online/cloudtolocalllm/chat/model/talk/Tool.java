package online.cloudtolocalllm.chat.model.talk;

/**
 * A function that the model wanted called.
 *
 * @param function its name
 * @param arguments as JSON, indented
 */
public record Tool(String function, String arguments) {}
