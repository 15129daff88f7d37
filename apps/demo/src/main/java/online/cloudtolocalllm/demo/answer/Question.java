package online.cloudtolocalllm.demo.answer;

import java.util.List;

/**
 * What somebody asks, whatever interface it came by.
 *
 * @param text the question itself: the last thing the user said
 * @param promptTokens pieces in everything that was sent
 * @param limits how long the answer may be
 * @param json whether the answer must be a JSON object
 */
public record Question(String text, int promptTokens, Limits limits, boolean json) {

    /**
     * How long an answer may be.
     *
     * @param tokens the most pieces, 0 or less for no limit
     * @param stops texts before which the answer ends
     */
    public record Limits(long tokens, List<String> stops) {

        /** Copies the stops; an empty one would end every answer before it begins and is dropped. */
        public Limits {
            stops = stops.stream().filter(stop -> !stop.isEmpty()).toList();
        }
    }
}
