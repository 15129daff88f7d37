package online.cloudtolocalllm.demo.answer;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Finds the prepared answer to a question. The same question always gets the same answer. Thread-safe. */
public final class AnswerWriter {

    /** What a question is searched for; behind that in long prompts stands material, not the question. */
    private static final int READ_CHARS = 2_000;

    private static final int QUOTE_CHARS = 60;
    private static final int COUNT_LIMIT = 1_000;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern COUNT = Pattern.compile("\\bcount\\b\\D{0,40}(\\d{1,9})?");

    private final String label;

    /** A writer whose answers begin with this name in brackets. */
    public AnswerWriter(String name) {
        this.label = "[" + name + "] ";
    }

    /** The answer, cut where the question's limits demand it. */
    public Answer answer(Question question) {
        String prepared = label + prepared(question.text());
        String text = question.json()
                ? JsonObject.of("demo", true, "answer", prepared).toJson()
                : prepared;
        Question.Limits limits = question.limits();
        int end = limits.stops().stream()
                .mapToInt(text::indexOf)
                .filter(found -> found >= 0)
                .min()
                .orElse(text.length());
        List<String> pieces = Pieces.of(text.substring(0, end));
        boolean cut = limits.tokens() > 0 && limits.tokens() < pieces.size();
        return new Answer(cut ? pieces.subList(0, (int) limits.tokens()) : pieces, cut);
    }

    private static String prepared(String asked) {
        String question = asked.substring(0, Math.min(asked.length(), READ_CHARS));
        String lower = question.toLowerCase(Locale.ROOT);
        Matcher count = COUNT.matcher(lower);
        if (count.find()) {
            String upTo = count.group(1);
            return count(upTo == null ? 20 : Integer.parseInt(upTo));
        }
        Set<String> words = new HashSet<>(List.of(NO_WORD.split(lower)));
        Topic best = Topic.OTHER;
        long most = 0;
        for (Topic topic : Topic.values()) {
            long hits = topic.words().stream().filter(words::contains).count();
            if (hits > most) {
                best = topic;
                most = hits;
            }
        }
        return best == Topic.OTHER ? other(question) : best.text();
    }

    private static String count(int asked) {
        int last = Math.clamp(asked, 1, COUNT_LIMIT);
        String numbers =
                IntStream.rangeClosed(1, last).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        String rest = last < asked ? " That is as far as the demo counts." : "";
        return "Counting: " + numbers + "." + rest;
    }

    private static String other(String question) {
        String quote = quote(question);
        List<String> variants = Topic.OTHER_VARIANTS;
        String text = variants.get(Math.floorMod(quote.hashCode(), variants.size()));
        return (quote.isEmpty() ? "Your message is empty. " : "You asked: \"" + quote + "\". ") + text;
    }

    /** The beginning of the question on one line, without what could move a terminal's cursor. */
    private static String quote(String question) {
        String line = question.replaceAll("[\\s\\p{C}\"]+", " ").strip();
        int length = line.codePointCount(0, line.length());
        if (length <= QUOTE_CHARS) {
            return line;
        }
        String cut = line.substring(0, line.offsetByCodePoints(0, QUOTE_CHARS));
        int word = cut.lastIndexOf(' ');
        return (word > QUOTE_CHARS / 2 ? cut.substring(0, word) : cut) + " …";
    }
}
