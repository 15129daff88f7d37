package online.cloudtolocalllm.broker.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of a line of a stream whether it is the last one of its API. Only keys at the top level count: what a model says
 * may contain any word, and a line that was cut may end in one.
 */
final class LastLine {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Of Anthropic's messages and of OpenAI's responses. */
    private static final Set<String> LAST_EVENTS = Set.of(
            "message_stop",
            "error",
            "response.completed",
            "response.failed",
            "response.incomplete",
            "response.cancelled");

    private static final int DONE_BYTES = 16;

    /** What a line says about the end of its stream. */
    enum Word {
        /** It is the last one. */
        END,
        /** More follows. */
        GOES_ON,
        /** It is not all there. */
        OPEN,
        /** Nothing. */
        NOTHING
    }

    private boolean ended;
    private boolean goesOn;

    private LastLine() {}

    /** What a line of {@code application/x-ndjson} says. */
    static Word ofDocuments(HeldLine line) {
        return of(line, 0);
    }

    /** What a line of data in {@code text/event-stream} says, which begins after {@code prefix} bytes. */
    static Word ofEvents(HeldLine line, int prefix) {
        if (line.length() - prefix <= DONE_BYTES) {
            String text = new String(line.head(), prefix, line.length() - prefix, StandardCharsets.ISO_8859_1).strip();
            if (text.startsWith("[D")) {
                return text.equals("[DONE]") ? Word.END : Word.OPEN;
            }
        }
        return of(line, prefix);
    }

    private static Word of(HeldLine line, int from) {
        int at = from;
        while (at < line.length() && HeldLine.isBlank(line.head()[at])) {
            at++;
        }
        if (at == line.length() || line.head()[at] != '{') {
            return Word.NOTHING;
        }
        if (!line.isClosed()) {
            return Word.OPEN;
        }
        LastLine read = new LastLine();
        read.read(line, at);
        return read.ended ? Word.END : read.goesOn ? Word.GOES_ON : Word.NOTHING;
    }

    private void read(HeldLine line, int from) {
        try (JsonParser parser = FACTORY.createParser(line.head(), from, line.length() - from)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                take(key, parser.nextToken(), parser);
                parser.skipChildren();
            }
        } catch (IOException cutOrMalformed) {
            // What was read before counts: of a very long line only the beginning is kept.
            return;
        }
    }

    private void take(String key, @Nullable JsonToken value, JsonParser parser) throws IOException {
        switch (key) {
            case "done" -> decide(value == JsonToken.VALUE_TRUE);
            case "error" -> ended |= value != JsonToken.VALUE_NULL;
            case "status" -> {
                if (value == JsonToken.VALUE_STRING) {
                    decide(parser.getText().equals("success"));
                }
            }
            case "type" -> {
                if (value == JsonToken.VALUE_STRING) {
                    type(parser.getText());
                }
            }
            case "choices" -> choices(parser);
            default -> {
                // says nothing about the end
            }
        }
    }

    private void decide(boolean end) {
        ended |= end;
        goesOn |= !end;
    }

    private void type(String type) {
        if (LAST_EVENTS.contains(type)) {
            ended = true;
        } else if (type.startsWith("response.") || type.startsWith("message_") || type.startsWith("content_block")) {
            goesOn = true;
        }
    }

    /** Some servers leave {@code [DONE]} out; a choice with its reason for ending, or usage behind all choices, will do. */
    private void choices(JsonParser parser) throws IOException {
        boolean any = false;
        boolean finished = false;
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        for (int depth = 1; depth > 0; ) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            any |= depth > 1;
            if (depth == 2
                    && token == JsonToken.FIELD_NAME
                    && parser.currentName().equals("finish_reason")) {
                finished |= parser.nextToken() == JsonToken.VALUE_STRING && parser.getTextLength() > 0;
            }
        }
        decide(finished || !any);
    }
}
