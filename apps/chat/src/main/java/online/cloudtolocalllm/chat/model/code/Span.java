package online.cloudtolocalllm.chat.model.code;

/**
 * A part of a line that has a colour.
 *
 * @param kind what it is
 * @param from its first character
 * @param to behind its last
 */
public record Span(Kind kind, int from, int to) {}
