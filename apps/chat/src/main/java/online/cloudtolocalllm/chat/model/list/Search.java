package online.cloudtolocalllm.chat.model.list;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.Aside;
import online.cloudtolocalllm.chat.model.talk.Found;
import online.cloudtolocalllm.chat.store.ConversationStore;

/**
 * Looks for conversations, one look at a time: while somebody types, only the newest question waits, and only its answer is told. For the
 * window's thread; no method blocks.
 */
final class Search {

    private final ConversationStore store;
    private final Aside aside;
    private final Consumer<Answer> then;
    private Optional<Question> waiting = Optional.empty();
    private boolean asking;

    /**
     * What is looked for.
     *
     * @param most how many at most
     */
    record Question(String words, int most) {}

    /**
     * What was found.
     *
     * @param more whether there are others
     */
    record Answer(Question question, List<Found> found, boolean more) {}

    Search(ConversationStore store, Aside aside, Consumer<Answer> then) {
        this.store = store;
        this.aside = aside;
        this.then = then;
    }

    void ask(Question question) {
        waiting = Optional.of(question);
        next();
    }

    private void next() {
        if (asking || waiting.isEmpty()) {
            return;
        }
        Question question = waiting.get();
        waiting = Optional.empty();
        asking = true;
        aside.ask(() -> answer(question), answer -> {
            asking = false;
            if (waiting.isEmpty()) {
                then.accept(answer);
            }
            next();
        });
    }

    private Answer answer(Question question) {
        List<Found> found = store.find(question.words(), question.most() + 1);
        boolean more = found.size() > question.most();
        return new Answer(question, more ? found.subList(0, question.most()) : found, more);
    }
}
