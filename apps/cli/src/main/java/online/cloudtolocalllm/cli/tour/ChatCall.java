package online.cloudtolocalllm.cli.tour;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import online.cloudtolocalllm.cli.chat.ChatOutcome;
import online.cloudtolocalllm.cli.chat.PieceListener;
import online.cloudtolocalllm.cli.http.HttpCall;
import online.cloudtolocalllm.cli.http.Lines;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * Asks the gateway one question, as any other tool would: over Ollama's {@code POST /api/chat} and hands on the answer piece by piece. A stream that ends without
 * {@code "done":true} is never taken for an answer. Blocking; for one thread.
 */
final class ChatCall {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    /** The gateway itself gives up after 600 s without a first byte; this is for a gateway that hangs. */
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(11);

    private static final int MAX_LINE = 16 * 1024 * 1024;
    private static final int MAX_ERROR = 64 * 1024;

    private final HostPort gateway;
    private final TimeSource time;

    /** Calls to a gateway. */
    ChatCall(HostPort gateway, TimeSource time) {
        this.gateway = gateway;
        this.time = time;
    }

    /**
     * Asks and returns when the answer has ended, one way or another.
     *
     * @param model the model's name
     * @param system instructions to the model; empty for none
     * @param question the question
     */
    ChatOutcome ask(String model, String system, String question, PieceListener listener) {
        String body = body(model, system, question).toJson();
        long asked = time.nanoTime();
        HttpCall.Request request = new HttpCall.Request("POST", "/api/chat", body, CONNECT_LIMIT, SILENCE_LIMIT);
        try (HttpCall call = HttpCall.send(gateway, request)) {
            if (call.status() != 200) {
                return new ChatOutcome.Refused(call.status(), message(call));
            }
            return new Reader(call, model, asked, listener).read();
        } catch (ConnectException | UnknownHostException e) {
            return new ChatOutcome.Unreachable("the gateway does not answer: " + words(e));
        } catch (IOException e) {
            return new ChatOutcome.Broken("", words(e), 0);
        }
    }

    private static JsonObject body(String model, String system, String question) {
        List<JsonObject> messages = new ArrayList<>();
        if (!system.isEmpty()) {
            messages.add(JsonObject.of("role", "system", "content", system));
        }
        messages.add(JsonObject.of("role", "user", "content", question));
        return JsonObject.builder()
                .put("model", model)
                .put("messages", messages)
                .put("stream", true)
                .build();
    }

    private static String message(HttpCall call) throws IOException {
        String text = call.text(MAX_ERROR);
        try {
            JsonObject error = Json.parseObject(text);
            Optional<String> message =
                    error.text("error").or(() -> error.object("error").text("message"));
            return message.orElse("HTTP status " + call.status());
        } catch (MalformedJsonException e) {
            return "HTTP status " + call.status();
        }
    }

    private static String words(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "nothing came for " + SILENCE_LIMIT.toMinutes() + " min";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** Reads one stream of objects, one a line. */
    private final class Reader {
        private final HttpCall call;
        private final String model;
        private final long asked;
        private final PieceListener listener;
        private final String servedBy;
        private Duration firstPiece = Duration.ZERO;
        private int pieces;
        private int characters;

        Reader(HttpCall call, String model, long asked, PieceListener listener) {
            this.call = call;
            this.model = model;
            this.asked = asked;
            this.listener = listener;
            this.servedBy = call.header("X-Served-By").orElse("");
        }

        ChatOutcome read() {
            Lines lines = new Lines(new BufferedInputStream(call.body()), MAX_LINE);
            try {
                for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                    if (line.get().isBlank()) {
                        continue;
                    }
                    JsonObject object = Json.parseObject(line.get());
                    Optional<String> error = object.text("error");
                    if (error.isPresent()) {
                        return broken(error.get());
                    }
                    take(object.object("message"));
                    if (object.flag("done", false)) {
                        return answered(object);
                    }
                }
                return broken("the stream ended without its end marker");
            } catch (MalformedJsonException e) {
                return broken("the answer is " + words(e));
            } catch (IOException e) {
                return broken(words(e));
            }
        }

        private void take(JsonObject message) {
            String thinking = message.text("thinking", "");
            String content = message.text("content", "");
            if (pieces == 0 && !(thinking.isEmpty() && content.isEmpty())) {
                firstPiece = Duration.ofNanos(time.nanoTime() - asked);
            }
            hand(thinking, true);
            hand(content, false);
        }

        private void hand(String text, boolean thinking) {
            if (!text.isEmpty()) {
                pieces++;
                characters += thinking ? 0 : text.length();
                listener.piece(text, thinking);
            }
        }

        private ChatOutcome broken(String why) {
            return new ChatOutcome.Broken(servedBy, why, characters);
        }

        private ChatOutcome answered(JsonObject last) {
            long tokens = last.integer("eval_count").orElse(0);
            long nanos = last.integer("eval_duration").orElse(0);
            return new ChatOutcome.Answered(
                    servedBy,
                    call.header("X-Attempts").map(Reader::number).orElse(1),
                    List.of(),
                    call.header("X-Model").orElse(last.text("model", model)),
                    last.text("done_reason", "stop"),
                    tokens > 0 && nanos > 0 ? OptionalDouble.of(tokens * 1e9 / nanos) : OptionalDouble.empty(),
                    firstPiece,
                    pieces);
        }

        private static int number(String digits) {
            boolean valid = digits.length() == 1 && Character.isDigit(digits.charAt(0));
            return valid ? digits.charAt(0) - '0' : 1;
        }
    }
}
