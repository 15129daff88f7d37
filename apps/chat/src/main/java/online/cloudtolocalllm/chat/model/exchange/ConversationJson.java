package online.cloudtolocalllm.chat.model.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** A conversation as JSON, each message in a line of its own. Pure. */
public final class ConversationJson {

    private static final String FORMAT = "cloudtolocalllm conversation";
    private static final int VERSION = 1;
    private static final int MOST_MESSAGES = 100_000;
    /** What fits into the window's memory: an empty list in a file is two characters, and fifty bytes once it is read. */
    private static final int MOST_VALUES = 1_000_000;

    private ConversationJson() {}

    /**
     * Writes it, piece by piece: with its pictures it may be large.
     *
     * @throws IOException if the target cannot take it
     */
    public static void write(WholeConversation whole, Appendable target) throws IOException {
        String head = head(whole.conversation()).toJson();
        target.append(head, 0, head.length() - 1).append(",\"messages\":[");
        String before = "\n";
        for (Message message : whole.messages()) {
            target.append(before).append(MessageJson.write(message).toJson());
            before = ",\n";
        }
        target.append("\n]}\n");
    }

    /** What begins files of both forms. */
    static JsonObject head(Conversation conversation) {
        return JsonObject.builder()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("title", conversation.title())
                .put("named", conversation.named() ? true : null)
                .put("pinned", conversation.pinned() ? true : null)
                .put("changed", conversation.changed().toString())
                .put("profile", ProfileJson.write(conversation.profile()))
                .build();
    }

    /** Reads what {@link #write} wrote, or anything. */
    public static Reading read(String text) {
        if (values(text) > MOST_VALUES) {
            return new Reading.Refused("it holds more than " + MOST_VALUES + " values");
        }
        try {
            Fields file = new Fields(Json.parseObject(text), "");
            Conversation conversation = conversation(file);
            List<Message> messages = new ArrayList<>();
            for (Fields one : file.objects("messages", MOST_MESSAGES)) {
                messages.add(MessageJson.read(one));
            }
            check(messages);
            return new Reading.Whole(new WholeConversation(conversation, messages));
        } catch (MalformedJsonException e) {
            return new Reading.Refused("it is no whole JSON file (" + e.getMessage() + ")");
        } catch (MisshapenException e) {
            return new Reading.Refused(e.reason());
        }
    }

    /** Reads what begins files of both forms. */
    static Conversation conversation(Fields file) throws MisshapenException {
        if (!file.json().text("format", "").equals(FORMAT)) {
            throw new MisshapenException("it holds no conversation of CloudToLocalLLM");
        }
        long version = file.requiredCount("version");
        if (version != VERSION) {
            throw new MisshapenException("a newer version of CloudToLocalLLM wrote it (its format is " + version
                    + ", and " + VERSION + " can be read)");
        }
        return new Conversation(
                0,
                file.text("title"),
                file.flag("named"),
                file.flag("pinned"),
                file.moment("changed"),
                ProfileJson.read(file.object("profile")));
    }

    /** About how many values there are, counted by what stands before each outside of texts. */
    private static int values(String json) {
        int values = 0;
        boolean inText = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                inText = !inText;
            } else if (inText && c == '\\') {
                i++;
            } else if (!inText && (c == ',' || c == '[' || c == '{')) {
                values++;
            }
        }
        return values;
    }

    /** Where each parent stands before its children there is no circle. */
    private static void check(List<Message> messages) throws MisshapenException {
        if (messages.isEmpty()) {
            throw new MisshapenException("it holds no message");
        }
        Set<Long> before = new HashSet<>(Set.of(0L));
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            if (!before.contains(message.parent())) {
                throw new MisshapenException("messages[" + i + "].parent is no message that stands before it");
            }
            if (!before.add(message.number())) {
                throw new MisshapenException("messages[" + i + "].number is there twice, or 0");
            }
        }
    }
}
