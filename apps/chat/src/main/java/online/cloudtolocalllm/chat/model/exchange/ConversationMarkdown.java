package online.cloudtolocalllm.chat.model.exchange;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.protocol.words.PlainLine;

/**
 * A conversation as Markdown: the messages that are shown, each behind a comment that says what it is. A line of a message that looks
 * like such a comment gets a backslash, which Markdown does not show. Pure.
 */
public final class ConversationMarkdown {

    static final String MARK = "<!-- cloudtolocalllm ";
    static final String END = " -->";
    static final String LAST = MARK + "end" + END;
    static final Pattern LIKE_A_MARK = Pattern.compile("\\\\*" + Pattern.quote(MARK) + ".*", Pattern.DOTALL);

    private static final int TITLE = 200;
    /** What fits into the window's memory, however short they are. */
    private static final int MOST_LINES = 2_000_000;

    private ConversationMarkdown() {}

    /**
     * Writes what is shown of it.
     *
     * @throws IOException if the target cannot take it
     */
    public static void write(WholeConversation whole, Appendable target) throws IOException {
        target.append(mark(ConversationJson.head(whole.conversation())));
        String title = PlainLine.of(whole.conversation().title(), TITLE);
        target.append("# ").append(title.isEmpty() ? "Conversation" : title).append("\n\n");
        for (Message message : whole.shown()) {
            target.append(mark(MessageJson.about(message)));
            target.append("## ").append(heading(message)).append("\n\n");
            for (String line : message.text().split("\n", -1)) {
                target.append(LIKE_A_MARK.matcher(line).matches() ? "\\" : "")
                        .append(line)
                        .append('\n');
            }
            target.append('\n');
        }
        target.append(LAST).append('\n');
    }

    /** A comment ends at the first arrow: there must be none in it. */
    private static String mark(JsonObject json) {
        return MARK + json.toJson().replace(">", "\\u003e") + END + "\n";
    }

    private static String heading(Message message) {
        int pictures = message.images().size();
        String who =
                switch (message.role()) {
                    case USER -> "You" + (pictures == 0 ? "" : ", with " + Figures.count(pictures, "picture"));
                    case ASSISTANT -> {
                        String model = PlainLine.of(message.origin().model(), TITLE);
                        yield model.isEmpty() ? "Answer" : model;
                    }
                };
        return who
                + switch (message.stage()) {
                    case WHOLE -> "";
                    case STOPPED -> " (stopped)";
                    case WRITING, BROKEN -> " (not whole)";
                };
    }

    /** Reads what {@link #write} wrote, or anything. */
    public static Reading read(String text) {
        if (text.chars().filter(c -> c == '\n').count() > MOST_LINES) {
            return new Reading.Refused("it has more than " + MOST_LINES + " lines");
        }
        List<String> lines = Arrays.asList(text.split("\n", -1));
        boolean windows = lines.getFirst().endsWith("\r");
        try {
            return new Reading.Whole(new MarkdownLines(
                            windows
                                    ? lines.stream()
                                            .map(ConversationMarkdown::withoutReturn)
                                            .toList()
                                    : lines)
                    .read());
        } catch (MisshapenException e) {
            return new Reading.Refused(e.reason());
        }
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
