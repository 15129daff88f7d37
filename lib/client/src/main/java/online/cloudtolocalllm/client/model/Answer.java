package online.cloudtolocalllm.client.model;

import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * The answer to any request.
 *
 * @param body its body: JSON, a JSON text if it is something else, an empty object if there is none
 * @param served who answered
 */
public record Answer(JsonValue body, Served served) {}
