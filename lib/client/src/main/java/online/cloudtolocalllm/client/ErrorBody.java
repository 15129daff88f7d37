package online.cloudtolocalllm.client;

import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** The words for people in the bodies by which upstreams say no. Pure. */
final class ErrorBody {

    private static final int LONGEST_TEXT = 500;

    private ErrorBody() {}

    /** What an object says under {@code error}: a text as Ollama does, or an object with a {@code message} as OpenAI does. */
    static Optional<String> message(JsonObject body) {
        return body.text("error").or(() -> body.object("error").text("message"));
    }

    /** The words in the body of an answer with this status. */
    static String words(int httpStatus, JsonValue body) {
        Optional<String> said =
                switch (body) {
                    case JsonObject object -> message(object);
                    case JsonText(String text)
                    when !text.isBlank() && text.length() <= LONGEST_TEXT && !text.startsWith("<") ->
                        Optional.of(text.strip());
                    default -> Optional.empty();
                };
        return said.orElse("HTTP status " + httpStatus);
    }
}
