package online.cloudtolocalllm.chat.model.exchange;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** What a conversation asks, and how, as JSON. What is as the model has it is left out. Pure. */
final class ProfileJson {

    private static final int MOST_TOKENS = Integer.MAX_VALUE;

    private ProfileJson() {}

    static JsonObject write(Profile profile) {
        JsonObject.Builder json = JsonObject.builder()
                .put("model", Left.outIfEmpty(profile.model()))
                .put("system", Left.outIfEmpty(profile.system()));
        profile.temperature().ifPresent(value -> json.put("temperature", value));
        profile.contextTokens().ifPresent(value -> json.put("context_tokens", value));
        return json.put("keep_alive", Left.outIfEmpty(profile.keepAlive()))
                .put("format", Left.outIfEmpty(profile.format()))
                .build();
    }

    static Profile read(Fields fields) throws MisshapenException {
        OptionalDouble temperature = fields.number("temperature", 0, 2);
        OptionalLong tokens = fields.whole("context_tokens", 1, MOST_TOKENS);
        return new Profile(
                fields.text("model", ""),
                fields.text("system", ""),
                temperature,
                tokens.isPresent() ? OptionalInt.of((int) tokens.getAsLong()) : OptionalInt.empty(),
                fields.text("keep_alive", ""),
                fields.text("format", ""));
    }
}
