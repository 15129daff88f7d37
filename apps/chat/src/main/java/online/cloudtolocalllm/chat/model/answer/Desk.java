package online.cloudtolocalllm.chat.model.answer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.TalkState;

/** What is open, and who is told of it. For JavaFX's thread. */
final class Desk {

    private final List<Consumer<TalkState>> listeners = new CopyOnWriteArrayList<>();
    private Seat seat = Seat.fresh(Profile.PLAIN);
    private long wishes;
    private String trouble = "";

    void onChange(Consumer<TalkState> listener, Answers answers) {
        listeners.add(listener);
        listener.accept(state(answers));
    }

    TalkState state(Answers answers) {
        return seat.state(answers, trouble);
    }

    void tell(Answers answers) {
        TalkState now = state(answers);
        listeners.forEach(listener -> listener.accept(now));
    }

    Seat seat() {
        return seat;
    }

    /** Something else is open, and what was wished for before will not be. */
    void seat(Seat other) {
        wishes++;
        seat = other;
    }

    /** Something else is to be opened; the number of that wish. */
    long wish() {
        return ++wishes;
    }

    /** Whether this is the newest wish. */
    boolean newest(long wish) {
        return wish == wishes;
    }

    /** What is wrong with the store. */
    void trouble(String sentences) {
        trouble = sentences;
    }
}
