package online.cloudtolocalllm.broker.doctor;

import online.cloudtolocalllm.protocol.status.ConnectionKind;

/**
 * Settings under which the server was seen to answer as it should, or would for certain.
 *
 * @param url the base URL
 * @param kind what the connection is
 */
public record Suggestion(String url, ConnectionKind kind) {}
