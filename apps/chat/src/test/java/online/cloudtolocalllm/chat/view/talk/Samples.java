package online.cloudtolocalllm.chat.view.talk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Role;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.Tool;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.window.words.LinkWords;

/** Messages to show, and what is known of the daemon. */
final class Samples {

    static final Instant AT = Instant.parse("2026-11-23T12:31:00Z");

    private Samples() {}

    static Message question(long number, String text) {
        return question(number, text, List.of(), Message.Versions.ONLY);
    }

    static Message question(long number, String text, List<Image> images, Message.Versions versions) {
        return new Message(
                number,
                number - 1,
                Role.USER,
                text,
                "",
                images,
                List.of(),
                Stage.WHOLE,
                "",
                Origin.PERSON,
                AT,
                versions);
    }

    static Message answer(long number, String text) {
        return answer(number, text, "", Stage.WHOLE, "");
    }

    static Message answer(long number, String text, String thinking, Stage stage, String problem) {
        return answer(number, text, thinking, stage, problem, origin(List.of()), Message.Versions.ONLY);
    }

    static Message answer(
            long number,
            String text,
            String thinking,
            Stage stage,
            String problem,
            Origin origin,
            Message.Versions versions) {
        return new Message(
                number,
                number - 1,
                Role.ASSISTANT,
                text,
                thinking,
                List.of(),
                List.of(),
                stage,
                problem,
                origin,
                AT,
                versions);
    }

    static Message wanting(long number, Tool tool) {
        return answer(number, "").so("", "", List.of(tool), origin(List.of()));
    }

    static Origin origin(List<Tried> tried) {
        return new Origin(
                "llama3.2:latest",
                "local_ollama",
                tried,
                Optional.of(Duration.ofMillis(200)),
                Optional.of(Duration.ofSeconds(3)),
                214,
                OptionalDouble.of(38));
    }

    /** Questions and answers with the numbers from this one on. */
    static List<Message> many(int from, int count) {
        List<Message> all = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            all.add(
                    i % 2 == 1
                            ? question(i, "Question " + i)
                            : answer(i, ("Answer " + i + " ").repeat(20 + i % 7 * 15)));
        }
        return all;
    }

    /** All is well, and one model is there. */
    static ChatState ready() {
        ConnectionStatus connection = new ConnectionStatus(
                new ConnectionId("local_ollama"),
                ConnectionKind.LOCAL_OLLAMA,
                "http://localhost:11434",
                true,
                10,
                new Health(HealthState.UP, AT, ""),
                Optional.empty(),
                List.of("llama3.2:latest"),
                true,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                List.of(),
                List.of());
        StatusSnapshot snapshot = new StatusSnapshot(
                1, AT, List.of(connection), Optional.of(new ConnectionId("local_ollama")), Optional.empty());
        return new ChatState(
                new LinkWords(true, "", false),
                Optional.of(
                        new DaemonStatus("0.1.0", 1, AT, "http://127.0.0.1:11435", 0, 0, 0, 0, List.of(), snapshot)),
                "");
    }

    /** The daemon does not run. */
    static ChatState offline() {
        return new ChatState(new LinkWords(false, "The daemon is not running.", true), Optional.empty(), "");
    }
}
