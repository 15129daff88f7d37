package online.cloudtolocalllm.client.model;

import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * A line of an NDJSON stream, an event of a server-sent-events stream, or the whole body of another answer.
 *
 * @param value its JSON; a JSON text if it is none
 * @param type the name of a server-sent event; empty if it has none
 */
public record RawPiece(JsonValue value, String type) {}
