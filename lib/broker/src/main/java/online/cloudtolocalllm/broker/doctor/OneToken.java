package online.cloudtolocalllm.broker.doctor;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.broker.upstream.Fetch;
import online.cloudtolocalllm.broker.upstream.LoopSockets;
import online.cloudtolocalllm.broker.upstream.UpstreamPaths;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** The smallest chat there is: one word to a model, one token back. */
final class OneToken {

    /** A model may have to be loaded first; whoever asked is still waiting. */
    private static final Duration LIMIT = Duration.ofSeconds(45);

    private static final int LONGEST_ERROR = 200;

    private final ConnectionSettings settings;
    private final Optional<String> model;

    /**
     * A chat with one of the connection's models.
     *
     * @param names what the connection lists
     */
    OneToken(ConnectionSettings settings, List<String> names) {
        this.settings = settings;
        List<String> allowed = settings.models().isEmpty() ? names : settings.models();
        // a model that makes embeddings cannot chat
        this.model = allowed.stream()
                .filter(name -> !name.toLowerCase(Locale.ROOT).contains("embed"))
                .findFirst()
                .or(() -> allowed.stream().findFirst());
    }

    Optional<String> model() {
        return model;
    }

    /** Asks; {@code then} is called once, on the loop. */
    void ask(LoopSockets sockets, EventLoop loop, TimeLimits limits, Consumer<Fetch.Result> then) {
        boolean openai = settings.kind() == ConnectionKind.OPENAI;
        JsonObject.Builder body = JsonObject.builder()
                .put("model", model.orElseThrow())
                .put("messages", List.of(JsonObject.of("role", "user", "content", "Hi")))
                .put("stream", false);
        if (openai) {
            body.put("max_tokens", 1);
        } else {
            body.put("options", JsonObject.of("num_predict", 1));
        }
        RequestTarget target = new RequestTarget(openai ? "/v1/chat/completions" : "/api/chat", "");
        Fetch.post(
                sockets,
                loop,
                settings,
                UpstreamPaths.map(settings, sockets.layouts(), target),
                body.build().toJson(),
                limits,
                LIMIT,
                then);
    }

    /** What an answer says went wrong, or its status. */
    static String errorIn(Fetch.Result.Document document) {
        return document.json()
                .flatMap(
                        json -> json.text("error").or(() -> json.object("error").text("message")))
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_ERROR)))
                .orElse("it answers " + document.status());
    }
}
