package online.cloudtolocalllm.chat.model.list;

/**
 * A piece of a line.
 *
 * @param found whether it is what was looked for
 */
public record Piece(String text, boolean found) {}
