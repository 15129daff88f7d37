package online.cloudtolocalllm.settings.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** A daemon whose answers come when a test says so, in the order of the questions. */
public final class PlayedDaemon implements Daemon {

    private final Deque<Consumer<Reply>> waiting = new ArrayDeque<>();
    private final List<JsonObject> asked = new ArrayList<>();

    @Override
    public void ask(JsonObject command, Duration limit, Consumer<Reply> then) {
        asked.add(command);
        waiting.add(then);
    }

    /** The questions without an answer so far, at most. */
    public int open() {
        return waiting.size();
    }

    /** The last question. */
    public JsonObject last() {
        return asked.getLast();
    }

    /** All commands that were asked, by name. */
    public List<String> commands() {
        return asked.stream().map(command -> command.text("command", "")).toList();
    }

    /** Answers the oldest question. */
    public void answer(Reply reply) {
        waiting.remove().accept(reply);
    }

    /** Answers the oldest question with this. */
    public void answer(JsonObject body) {
        answer(new Reply.Done(body));
    }

    /** Answers the latest question, before older ones. */
    public void answerLatest(JsonObject body) {
        waiting.removeLast().accept(new Reply.Done(body));
    }
}
