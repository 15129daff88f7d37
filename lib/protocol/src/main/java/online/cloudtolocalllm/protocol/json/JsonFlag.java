package online.cloudtolocalllm.protocol.json;

/** A JSON {@code true} or {@code false}. */
public record JsonFlag(boolean value) implements JsonValue {}
