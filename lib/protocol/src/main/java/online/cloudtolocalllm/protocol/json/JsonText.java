package online.cloudtolocalllm.protocol.json;

/** A JSON string. */
public record JsonText(String value) implements JsonValue {}
