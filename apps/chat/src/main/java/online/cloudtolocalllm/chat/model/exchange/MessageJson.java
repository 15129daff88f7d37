package online.cloudtolocalllm.chat.model.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Message.Versions;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Role;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.Tool;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** A message as JSON. Pure. */
final class MessageJson {

    private static final int MOST_TRIED = 1_000;
    private static final int MOST_TOOLS = 1_000;
    private static final int MOST_IMAGES = 100;
    /** A year, in which no answer is awaited. */
    private static final long MOST_MILLIS = 366L * 86_400_000;

    private static final double MOST_SPEED = 1e9;

    private MessageJson() {}

    static JsonObject write(Message message) {
        JsonObject.Builder json = JsonObject.builder()
                .put("number", message.number())
                .put("parent", message.parent() == 0 ? null : message.parent());
        fields(json, message)
                .put("text", message.text())
                .put("thinking", Left.outIfEmpty(message.thinking()))
                .put(
                        "images",
                        Left.outIfEmpty(
                                message.images().stream().map(ImageJson::write).toList()));
        return json.put(
                        "tools",
                        Left.outIfEmpty(message.tools().stream()
                                .map(tool -> JsonObject.of("function", tool.function(), "arguments", tool.arguments()))
                                .toList()))
                .build();
    }

    /** What is known about a message, without what it says. */
    static JsonObject about(Message message) {
        return fields(JsonObject.builder(), message).build();
    }

    private static JsonObject.Builder fields(JsonObject.Builder json, Message message) {
        Origin origin = message.origin();
        json.put("role", message.role().word())
                .put("at", message.at().toString())
                .put(
                        "stage",
                        message.stage() == Stage.WHOLE ? null : message.stage().word())
                .put("problem", Left.outIfEmpty(message.problem()))
                .put("model", Left.outIfEmpty(origin.model()))
                .put("connection", Left.outIfEmpty(origin.connection()))
                .put("tried", origin.tried().isEmpty() ? null : Tried.toJson(origin.tried()))
                .put(
                        "first_token_ms",
                        origin.firstToken().map(Duration::toMillis).orElse(null))
                .put("thinking_ms", origin.thinking().map(Duration::toMillis).orElse(null))
                .put("tokens", origin.tokens() == 0 ? null : origin.tokens());
        origin.tokensPerSecond().ifPresent(speed -> json.put("tokens_per_second", speed));
        return json;
    }

    static Message read(Fields fields) throws MisshapenException {
        Role role = role(fields);
        List<Tool> tools = new ArrayList<>();
        for (Fields tool : fields.objects("tools", MOST_TOOLS)) {
            tools.add(new Tool(tool.text("function"), tool.text("arguments", "")));
        }
        List<Fields> images = fields.objects("images", MOST_IMAGES);
        if (!images.isEmpty() && role != Role.USER) {
            throw new MisshapenException(fields.where() + "images belong to questions only");
        }
        return new Message(
                fields.requiredCount("number"),
                fields.count("parent"),
                role,
                fields.text("text"),
                fields.text("thinking", ""),
                ImageJson.readAll(images),
                tools,
                stage(fields, role),
                fields.text("problem", ""),
                origin(fields),
                fields.moment("at"),
                Versions.ONLY);
    }

    private static Role role(Fields fields) throws MisshapenException {
        String word = fields.text("role");
        return Arrays.stream(Role.values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new MisshapenException(fields.where() + "role has to be user or assistant"));
    }

    private static Stage stage(Fields fields, Role role) throws MisshapenException {
        String word = fields.text("stage", Stage.WHOLE.word());
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.word().equals(word))
                .filter(stage -> stage == Stage.WHOLE || (role == Role.ASSISTANT && stage.over()))
                .findFirst()
                .orElseThrow(() -> new MisshapenException(
                        fields.where() + "stage has to be whole, or of an answer stopped or broken"));
    }

    private static Origin origin(Fields fields) throws MisshapenException {
        List<Tried> tried = new ArrayList<>();
        for (Fields one : fields.objects("tried", MOST_TRIED)) {
            tried.add(new Tried(one.text("connection"), one.text("why", "")));
        }
        return new Origin(
                fields.text("model", ""),
                fields.text("connection", ""),
                tried,
                millis(fields, "first_token_ms"),
                millis(fields, "thinking_ms"),
                fields.count("tokens"),
                fields.number("tokens_per_second", 0, MOST_SPEED));
    }

    private static Optional<Duration> millis(Fields fields, String name) throws MisshapenException {
        OptionalLong millis = fields.whole(name, 0, MOST_MILLIS);
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }
}
