package online.cloudtolocalllm.demo.ollama;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import online.cloudtolocalllm.demo.answer.Vectors;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** The only model there is, and what the interfaces tell about it. Immutable, thread-safe. */
public final class DemoModel {

    /** Its name with the tag, as lists show it. */
    public static final String FULL_NAME = "demo:latest";

    private static final String NAME = "demo";
    private static final int CONTEXT_LENGTH = 8_192;
    private static final int SIZE_BYTES = 16_384;
    private static final Pattern POSSIBLE_NAME = Pattern.compile("[\\w.-]+(/[\\w.-]+){0,2}(:[\\w.-]+)?");
    private static final int LONGEST_NAME = 350;
    private static final String ABOUT = "This is the demo of CloudToLocalLLM: prepared answers, not a language model.";

    private final Instant since;
    private final String digest;

    /** A model that says it was last changed at this time. */
    public DemoModel(Instant since) {
        this.since = since;
        this.digest = digest();
    }

    /** Why the request's model cannot answer. */
    public sealed interface Trouble {

        /** The request names no model that could exist; the text is Ollama's. */
        record Malformed(String text) implements Trouble {}

        /** There is no such model. */
        record Unknown(String name) implements Trouble {}
    }

    /**
     * Looks at the model that a request names, in {@code model} or, as the official command line does, in {@code name} beside
     * an empty {@code model}.
     *
     * @param request the body
     * @param type the name of the request in Ollama's messages, such as {@code ChatRequest}
     */
    public static Optional<Trouble> trouble(JsonObject request, String type) {
        String field = request.text("model", "").isEmpty() && request.has("name") ? "name" : "model";
        Optional<JsonValue> value = request.get(field).filter(given -> given != JsonNull.NULL);
        if (value.isPresent() && !(value.get() instanceof JsonText)) {
            return Optional.of(new Trouble.Malformed(Requests.wrongType(value.get(), type + "." + field, "string")));
        }
        String name = request.text(field, "");
        if (name.length() > LONGEST_NAME || !POSSIBLE_NAME.matcher(name).matches()) {
            return Optional.of(new Trouble.Malformed("model is required"));
        }
        return isDemo(name) ? Optional.empty() : Optional.of(new Trouble.Unknown(name));
    }

    /** Whether the name is the demo's, with or without tag. */
    public static boolean isDemo(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(NAME) || lower.equals(FULL_NAME);
    }

    /** When the model came to be, for the lists. */
    public Instant since() {
        return since;
    }

    /** The entry of {@code /api/tags}. */
    JsonObject listed() {
        return JsonObject.builder()
                .put("name", FULL_NAME)
                .put("model", FULL_NAME)
                .put("modified_at", since.toString())
                .put("size", SIZE_BYTES)
                .put("digest", digest)
                .put("details", details())
                .build();
    }

    /** The entry of {@code /api/ps}. */
    JsonObject running(Instant expiresAt) {
        return JsonObject.builder()
                .put("name", FULL_NAME)
                .put("model", FULL_NAME)
                .put("size", SIZE_BYTES)
                .put("digest", digest)
                .put("details", details())
                .put("expires_at", expiresAt.toString())
                .put("size_vram", 0)
                .put("context_length", CONTEXT_LENGTH)
                .build();
    }

    /** The answer of {@code /api/show}. */
    JsonObject shown() {
        JsonObject facts = JsonObject.builder()
                .put("general.architecture", NAME)
                .put("general.parameter_count", 0)
                .put(NAME + ".context_length", CONTEXT_LENGTH)
                .put(NAME + ".embedding_length", Vectors.DIMENSIONS)
                .build();
        return JsonObject.builder()
                .put("license", ABOUT)
                .put("modelfile", "# " + ABOUT + "\nFROM demo\n")
                .put("parameters", "")
                .put("template", "{{ .Prompt }}")
                .put("details", details())
                .put("model_info", facts)
                .put("capabilities", List.of("completion"))
                .put("modified_at", since.toString())
                .build();
    }

    private static JsonObject details() {
        return JsonObject.builder()
                .put("parent_model", "")
                .put("format", NAME)
                .put("family", NAME)
                .put("families", List.of(NAME))
                .put("parameter_size", "0")
                .put("quantization_level", "none")
                .build();
    }

    private static String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(ABOUT.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
