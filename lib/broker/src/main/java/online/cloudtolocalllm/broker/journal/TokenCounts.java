package online.cloudtolocalllm.broker.journal;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads what a server says of its tokens out of the beginning and the end of an answer. The keys cannot stand inside a text of the
 * answer, where their quotes would be escaped; and what a model calls a tool with comes before the counts, so that the last one
 * counts. Pure.
 *
 * @param prompt tokens of the question
 * @param completion tokens of the answer
 * @param perSecond tokens of the answer for each second that the server took for making it
 */
record TokenCounts(OptionalLong prompt, OptionalLong completion, OptionalDouble perSecond) {

    /** More digits are no count of tokens. */
    private static final int MOST_DIGITS = 15;

    private static final String USAGE = "\"usage\"";

    private static final TokenCounts NONE =
            new TokenCounts(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());

    /**
     * Reads.
     *
     * @param head the beginning of a stream, where Anthropic's API counts the question
     * @param tail the end of the answer
     */
    static TokenCounts read(String head, String tail) {
        TokenCounts ollama = ollama(tail);
        if (ollama.prompt.isPresent() || ollama.completion.isPresent()) {
            return ollama;
        }
        return usage(tail, lastUsage(tail))
                .or(usage(head, firstUsage(head)).promptOnly())
                .or(timings(tail));
    }

    /** What is missing here is taken from there. */
    private TokenCounts or(TokenCounts other) {
        return new TokenCounts(
                prompt.isPresent() ? prompt : other.prompt,
                completion.isPresent() ? completion : other.completion,
                perSecond.isPresent() ? perSecond : other.perSecond);
    }

    private TokenCounts promptOnly() {
        return new TokenCounts(prompt, OptionalLong.empty(), OptionalDouble.empty());
    }

    // Looking forward for one word is several times faster than looking backward for another, and most answers lack
    // most words.

    private static TokenCounts ollama(String text) {
        if (!text.contains("eval_count\"")) {
            return NONE;
        }
        OptionalLong completion = last(text, "\"eval_count\"");
        return new TokenCounts(
                last(text, "\"prompt_eval_count\""),
                completion,
                rate(completion, lastNumber(text, "\"eval_duration\""), 1e9));
    }

    private static int lastUsage(String text) {
        int at = text.contains(USAGE) ? text.lastIndexOf(USAGE) : -1;
        while (at >= 0 && !opensObject(text, at + USAGE.length())) {
            at = at == 0 ? -1 : text.lastIndexOf(USAGE, at - 1);
        }
        return at;
    }

    private static int firstUsage(String text) {
        int at = text.indexOf(USAGE);
        while (at >= 0 && !opensObject(text, at + USAGE.length())) {
            at = text.indexOf(USAGE, at + 1);
        }
        return at;
    }

    /** OpenAI's and Anthropic's; only the latter leaves out what it remembered. */
    private static TokenCounts usage(String text, int at) {
        if (at < 0) {
            return NONE;
        }
        String usage = text.substring(at, objectEnd(text, at));
        OptionalLong prompt = last(usage, "\"prompt_tokens\"");
        if (prompt.isEmpty()) {
            prompt = sum(
                    last(usage, "\"input_tokens\""),
                    last(usage, "\"cache_read_input_tokens\""),
                    last(usage, "\"cache_creation_input_tokens\""));
        }
        OptionalLong completion = last(usage, "\"completion_tokens\"");
        return new TokenCounts(
                prompt, completion.isPresent() ? completion : last(usage, "\"output_tokens\""), OptionalDouble.empty());
    }

    /** What llama.cpp's server says of every answer, asked for or not. */
    private static TokenCounts timings(String text) {
        int at = text.contains("\"timings\"") ? text.lastIndexOf("\"timings\"") : -1;
        if (at < 0 || !opensObject(text, at + "\"timings\"".length())) {
            return NONE;
        }
        String timings = text.substring(at, objectEnd(text, at));
        OptionalLong completion = last(timings, "\"predicted_n\"");
        return new TokenCounts(
                sum(last(timings, "\"prompt_n\""), last(timings, "\"cache_n\"")),
                completion,
                rate(completion, lastNumber(timings, "\"predicted_ms\""), 1e3));
    }

    private static OptionalDouble rate(OptionalLong tokens, OptionalDouble took, double unitsPerSecond) {
        return tokens.isPresent() && took.isPresent() && took.getAsDouble() > 0
                ? OptionalDouble.of(tokens.getAsLong() * unitsPerSecond / took.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalLong sum(OptionalLong first, OptionalLong... others) {
        if (first.isEmpty()) {
            return first;
        }
        long sum = first.getAsLong();
        for (OptionalLong other : others) {
            sum += other.orElse(0);
        }
        return OptionalLong.of(sum);
    }

    private static boolean opensObject(String text, int at) {
        int value = valueAt(text, at);
        return value >= 0 && value < text.length() && text.charAt(value) == '{';
    }

    /** Where the value of a key begins whose name ends here, or -1. */
    private static int valueAt(String text, int nameEnd) {
        int at = skipSpace(text, nameEnd);
        return at < text.length() && text.charAt(at) == ':' ? skipSpace(text, at + 1) : -1;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    /** Where the first object from here on ends; such objects hold numbers and objects, and no text with a brace. */
    private static int objectEnd(String text, int from) {
        int depth = 0;
        for (int i = text.indexOf('{', from); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    /** The number that follows the last such key that has one; of a fraction, its whole part. */
    private static OptionalLong last(String text, String key) {
        OptionalDouble number = lastNumber(text, key);
        return number.isPresent() ? OptionalLong.of((long) number.getAsDouble()) : OptionalLong.empty();
    }

    private static OptionalDouble lastNumber(String text, String key) {
        for (int at = text.lastIndexOf(key); at >= 0; at = at == 0 ? -1 : text.lastIndexOf(key, at - 1)) {
            int from = valueAt(text, at + key.length());
            int end = from < 0 ? from : digitsEnd(text, from);
            if (end > from && end - from <= MOST_DIGITS) {
                boolean fraction = end < text.length() && text.charAt(end) == '.';
                return OptionalDouble.of(
                        Double.parseDouble(text.substring(from, fraction ? digitsEnd(text, end + 1) : end)));
            }
        }
        return OptionalDouble.empty();
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
