package online.cloudtolocalllm.settings.model.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.Daemon;
import online.cloudtolocalllm.settings.model.Reply;

/** Keeps what it is asked until the test answers. For one thread. */
final class AskedDaemon implements Daemon {

    private record Question(JsonObject command, Consumer<Reply> then) {}

    private final List<Question> questions = new ArrayList<>();

    @Override
    public void ask(JsonObject command, Duration limit, Consumer<Reply> then) {
        questions.add(new Question(command, then));
    }

    /** What waits for an answer, in order. */
    List<JsonObject> asked() {
        return questions.stream().map(Question::command).toList();
    }

    /** Answers the oldest question. */
    void answer(Reply reply) {
        questions.removeFirst().then().accept(reply);
    }

    /** Answers the oldest question with this JSON. */
    void done(String json) {
        answer(new Reply.Done(Seen.json(json)));
    }
}
