package online.cloudtolocalllm.chat.model.answer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.protocol.words.PlainLine;

/** Titles made from a first question. Pure. */
final class Titles {

    /** In characters as Unicode counts them. */
    static final int LONGEST = 60;

    /** More of a question is not looked at. */
    private static final int LOOK = 2_000;

    /** What Markdown puts before a line. */
    private static final Pattern MARKS = Pattern.compile("^[#>*+\\-=|~`\\s]*(?:\\d{1,3}[.)]\\s+)?");

    private static final Pattern END = Pattern.compile("[.!?…](?=[\"')\\]»”’]*\\s)|[。！？]");

    private Titles() {}

    /** The question's first sentence, or as much of it as fits; the first picture's name if there is no text. */
    static String of(String question, List<Image> images) {
        String begin = question.substring(0, Math.min(question.length(), LOOK));
        String line = begin.lines()
                .map(text -> PlainLine.of(MARKS.matcher(text).replaceFirst(""), LOOK))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        if (line.isEmpty()) {
            return shortened(
                    PlainLine.of(images.isEmpty() ? begin : images.getFirst().name(), LOOK));
        }
        Matcher end = END.matcher(line);
        String sentence = end.find() ? line.substring(0, end.end()) : line;
        return shortened(withoutStop(sentence));
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") && !sentence.endsWith("..")
                ? sentence.substring(0, sentence.length() - 1)
                : sentence;
    }

    /** Cut between words where there are some near the end. */
    private static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        String cut = text.substring(0, text.offsetByCodePoints(0, LONGEST - 1));
        int blank = cut.lastIndexOf(' ');
        return (blank > cut.length() / 2 ? cut.substring(0, blank) : cut).stripTrailing() + "…";
    }
}
