package online.cloudtolocalllm.broker.journal;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a request cost in tokens.
 *
 * @param prompt tokens of the question, those that the server remembered included; empty if nobody told
 * @param completion tokens of the answer; empty if nobody told
 * @param estimated whether {@code completion} was counted by the pieces of a stream, because the server told no number
 * @param perSecond tokens of the answer for each second of making it
 */
public record Tokens(OptionalLong prompt, OptionalLong completion, boolean estimated, OptionalDouble perSecond) {

    /** Nothing is known. */
    public static final Tokens UNKNOWN =
            new Tokens(OptionalLong.empty(), OptionalLong.empty(), false, OptionalDouble.empty());
}
