package online.cloudtolocalllm.cli.chat;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.client.model.ChatMessage;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** What was said so far, to whom, and under which instructions. For one thread. */
public final class Conversation {

    private final List<ChatMessage> messages = new ArrayList<>();
    private String model;
    private String system;

    /**
     * An empty one.
     *
     * @param model the model that is asked
     * @param system instructions to it; empty for none
     */
    public Conversation(String model, String system) {
        this.model = model;
        this.system = system;
    }

    /** The model that is asked next. */
    public String model() {
        return model;
    }

    /** The instructions to it; empty for none. */
    public String system() {
        return system;
    }

    /** Whether nothing was said yet. */
    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Asks another model from now on. */
    public void useModel(String other) {
        model = other;
    }

    /** Gives other instructions from now on; empty for none. */
    public void instruct(String text) {
        system = text;
    }

    /** Forgets what was said. */
    public void clear() {
        messages.clear();
    }

    /** The request that asks this next; what is said changes only by {@link #said}. */
    public ChatRequest request(String question) {
        List<ChatMessage> all = new ArrayList<>();
        if (!system.isEmpty()) {
            all.add(ChatMessage.system(system));
        }
        all.addAll(messages);
        all.add(ChatMessage.user(question));
        return ChatRequest.of(model, all);
    }

    /** Remembers a question and its answer. */
    public void said(String question, String answer) {
        messages.add(ChatMessage.user(question));
        messages.add(ChatMessage.assistant(answer));
    }

    /** The whole for a person to read. */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder("# A conversation with " + model + "\n");
        if (!system.isEmpty()) {
            text.append("\n> ").append(system.replace("\n", "\n> ")).append('\n');
        }
        for (ChatMessage message : messages) {
            text.append(message.role().equals("user") ? "\n## Question\n\n" : "\n## Answer\n\n")
                    .append(message.content().strip())
                    .append('\n');
        }
        return text.toString();
    }

    /** The whole as Ollama's {@code /api/chat} takes it. */
    public JsonObject toJson() {
        List<ChatMessage> all = new ArrayList<>();
        if (!system.isEmpty()) {
            all.add(ChatMessage.system(system));
        }
        all.addAll(messages);
        return JsonObject.builder()
                .put("model", model)
                .put(
                        "messages",
                        JsonArray.of(all.stream().map(ChatMessage::toJson).toList()))
                .build();
    }
}
