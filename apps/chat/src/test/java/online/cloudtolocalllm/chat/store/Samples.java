package online.cloudtolocalllm.chat.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.Tool;
import online.cloudtolocalllm.protocol.ipc.Tried;

/** Values of which nothing is empty. */
final class Samples {

    static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901234Z");
    static final Image IMAGE = new Image("cat.png", "image/png", "iVBORw0KGgo=");
    static final Tool TOOL = new Tool("weather", "{\n  \"city\": \"Bern\"\n}");
    static final Profile FULL_PROFILE =
            new Profile("llama", "Be short.", OptionalDouble.of(0.7), OptionalInt.of(8192), "10m", "json");
    static final Origin ORIGIN = new Origin(
            "llama",
            "local_ollama",
            List.of(new Tried("gpu_box", "it was asleep")),
            Optional.of(Duration.ofMillis(210)),
            Optional.of(Duration.ofSeconds(3)),
            412,
            OptionalDouble.of(38.5));

    private Samples() {}

    static Message whole(long parent, String text) {
        return grown(Message.answer(parent, "llama", AT), text, "").ended(Stage.WHOLE, "");
    }

    static Message grown(Message answer, String text, String thinking) {
        return answer.so(text, thinking, answer.tools(), answer.origin());
    }

    static List<Long> numbers(Optional<Opened> opened) {
        return opened.orElseThrow().messages().stream().map(Message::number).toList();
    }
}
