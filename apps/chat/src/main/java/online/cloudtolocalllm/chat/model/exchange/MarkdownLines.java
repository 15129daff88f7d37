package online.cloudtolocalllm.chat.model.exchange;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** Goes through the lines of a Markdown file of ours, once. For one thread. */
final class MarkdownLines {

    private final List<String> lines;
    private int at;

    MarkdownLines(List<String> lines) {
        this.lines = lines;
    }

    WholeConversation read() throws MisshapenException {
        if (lines.isEmpty() || !isMark(lines.getFirst())) {
            throw new MisshapenException("it holds no conversation of CloudToLocalLLM");
        }
        Conversation conversation = ConversationJson.conversation(new Fields(marked(), ""));
        List<String> heading = upToTheNextMark();
        if (heading.stream().anyMatch(line -> !line.isBlank() && !line.startsWith("# "))) {
            throw new MisshapenException("there is a text before the first message");
        }
        List<Message> messages = new ArrayList<>();
        while (!lines.get(at).equals(ConversationMarkdown.LAST)) {
            String place = "message " + (messages.size() + 1) + ": ";
            JsonObject about = marked();
            messages.add(MessageJson.read(new Fields(
                    about.with("number", messages.size() + 1)
                            .with("parent", messages.size())
                            .with("text", text(upToTheNextMark())),
                    place)));
        }
        if (messages.isEmpty()) {
            throw new MisshapenException("it holds no message");
        }
        return new WholeConversation(conversation, messages);
    }

    private static boolean isMark(String line) {
        return line.startsWith(ConversationMarkdown.MARK)
                && line.endsWith(ConversationMarkdown.END)
                && line.length() > ConversationMarkdown.MARK.length() + ConversationMarkdown.END.length();
    }

    /** What the mark in this line says; the next line is the one behind it. */
    private JsonObject marked() throws MisshapenException {
        String line = lines.get(at++);
        String json =
                line.substring(ConversationMarkdown.MARK.length(), line.length() - ConversationMarkdown.END.length());
        try {
            return Json.parseObject(json);
        } catch (MalformedJsonException e) {
            throw new MisshapenException("the comment in line " + at + " is no JSON of ours");
        }
    }

    private List<String> upToTheNextMark() throws MisshapenException {
        int from = at;
        while (at < lines.size() && !isMark(lines.get(at))) {
            at++;
        }
        if (at == lines.size()) {
            throw new MisshapenException("its end is missing");
        }
        return lines.subList(from, at);
    }

    /** Without the heading, and the empty lines around. */
    private static String text(List<String> between) {
        int from = !between.isEmpty() && between.getFirst().startsWith("## ") ? 1 : 0;
        if (from < between.size() && between.get(from).isEmpty()) {
            from++;
        }
        int to = between.size() > from && between.getLast().isEmpty() ? between.size() - 1 : between.size();
        return String.join(
                "\n",
                between.subList(from, to).stream()
                        .map(line -> line.startsWith("\\")
                                        && ConversationMarkdown.LIKE_A_MARK
                                                .matcher(line)
                                                .matches()
                                ? line.substring(1)
                                : line)
                        .toList());
    }
}
