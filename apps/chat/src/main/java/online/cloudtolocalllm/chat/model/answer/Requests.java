package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Role;
import online.cloudtolocalllm.client.model.ChatMessage;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** Makes of a conversation what a model is asked. Pure. */
final class Requests {

    private Requests() {}

    /** What came of it. */
    sealed interface Made {

        /**
         * It can be asked.
         *
         * @param leftOut how many of the oldest messages or pictures do not fit
         */
        record Asks(ChatRequest request, int leftOut) implements Made {}

        /**
         * It cannot.
         *
         * @param why as sentences
         */
        record Unfit(String why) implements Made {}
    }

    /**
     * Asks for the next answer.
     *
     * @param path the conversation up to the question
     */
    static Made ask(Profile profile, List<Message> path) {
        return made(profile, turns(path), true);
    }

    /**
     * Asks to go on with an answer.
     *
     * @param path the conversation up to that answer, which has a text
     */
    static Made goOn(Profile profile, List<Message> path) {
        List<ChatMessage> turns = new ArrayList<>(turns(path));
        turns.add(ChatMessage.user(GoOn.instruction(path.getLast().text())));
        // What must be of a form from its first character on cannot be gone on with.
        return made(profile, turns, false);
    }

    private static Made made(Profile profile, List<ChatMessage> turns, boolean formed) {
        if (profile.model().isBlank()) {
            return new Made.Unfit(Reasons.NO_MODEL);
        }
        Room.Fitting fitting = new Room().fit(turns, profile.system());
        if (fitting.turns().isEmpty()) {
            return new Made.Unfit(Reasons.TOO_LARGE);
        }
        ChatRequest request = ChatRequest.of(profile.model(), fitting.turns());
        if (!profile.system().isBlank()) {
            request = request.withSystem(profile.system());
        }
        if (profile.temperature().isPresent()) {
            request = request.withOption("temperature", profile.temperature().getAsDouble());
        }
        if (profile.contextTokens().isPresent()) {
            request = request.withOption("num_ctx", profile.contextTokens().getAsInt());
        }
        if (!profile.keepAlive().isBlank()) {
            request = keepAlive(request, profile.keepAlive().strip());
        }
        if (formed && !profile.format().isBlank()) {
            try {
                request = request.withFormat(format(profile.format().strip()));
            } catch (MalformedJsonException e) {
                return new Made.Unfit(Reasons.FORMAT);
            }
        }
        return new Made.Asks(request, fitting.leftOut());
    }

    private static JsonValue format(String format) throws MalformedJsonException {
        return format.equals("json") ? new JsonText(format) : Json.parseObject(format);
    }

    /** A number counts seconds, and a negative one means for ever. */
    private static ChatRequest keepAlive(ChatRequest request, String text) {
        if (!text.matches("-?\\d{1,9}")) {
            return request.with("keep_alive", text);
        }
        return request.withKeepAlive(Duration.ofSeconds(Long.parseLong(text)));
    }

    /** What both said, one after the other: some models refuse two questions without an answer between them. */
    private static List<ChatMessage> turns(List<Message> path) {
        List<ChatMessage> turns = new ArrayList<>();
        for (Message message : path) {
            ChatMessage turn = turn(message);
            if (message.role() == Role.ASSISTANT && message.text().isBlank()) {
                continue;
            }
            if (!turns.isEmpty() && turns.getLast().role().equals(turn.role())) {
                turn = together(turns.removeLast(), turn);
            }
            turns.add(turn);
        }
        return turns;
    }

    private static ChatMessage turn(Message message) {
        List<String> images = message.images().stream().map(Image::base64).toList();
        return new ChatMessage(message.role().word(), message.text()).withImages(images);
    }

    private static ChatMessage together(ChatMessage first, ChatMessage second) {
        List<String> images = new ArrayList<>(first.images());
        images.addAll(second.images());
        String between = first.content().isEmpty() || second.content().isEmpty() ? "" : "\n\n";
        return new ChatMessage(first.role(), first.content() + between + second.content()).withImages(images);
    }
}
