package online.cloudtolocalllm.settings.model.status;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which requests somebody wants to see. Pure.
 *
 * @param words each of them must stand somewhere in the line
 * @param choice how it must have ended
 */
public record RequestFilter(List<String> words, Choice choice) {

    /** All requests. */
    public static final RequestFilter ALL = of("", Choice.ALL);

    /** Copies the list. */
    public RequestFilter {
        words = List.copyOf(words);
    }

    /** One for what was typed, in which blanks part the words. */
    public static RequestFilter of(String typed, Choice choice) {
        return new RequestFilter(
                Arrays.stream(RequestLines.folded(typed).split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList(),
                choice);
    }

    /** How a request is or ended. */
    public enum Choice {
        /** Anyhow. */
        ALL("All", request -> true),
        /** It is not over. */
        RUNNING("Running", request -> request.outcome().runs()),
        /** It was answered to the end, without an error. */
        ANSWERED("Answered", request -> request.outcome() == Outcome.ANSWERED),
        /** It was refused, cut off, or answered with an error. */
        FAILED("Failed", request -> request.outcome().failed()),
        /** Whoever asked did not wait for the end. */
        CLIENT_LEFT("Client left", request -> request.outcome() == Outcome.CLIENT_LEFT),
        /** More than one connection was asked. */
        FAILED_OVER("Failed over", request -> request.attempts().size() > 1);

        private final String label;
        // What it is made of above keeps nothing.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Predicate<Request> test;

        Choice(String label, Predicate<Request> test) {
            this.label = label;
            this.test = test;
        }

        /** Its name for people. */
        @Override
        public String toString() {
            return label;
        }

        boolean fits(Request request) {
            return test.test(request);
        }
    }

    /** Whether all the words stand in this text. */
    boolean matches(String text) {
        String folded = RequestLines.folded(text);
        return words.stream().allMatch(folded::contains);
    }

    /** Whether it leaves anything out. */
    public boolean narrows() {
        return !words.isEmpty() || choice != Choice.ALL;
    }
}
