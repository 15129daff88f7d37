package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.chat.store.MemoryStore;
import online.cloudtolocalllm.testkit.Until;

/** A window without a window: the test's thread is JavaFX's. */
final class Scene {

    final MemoryStore store;
    final PlayedDaemon daemon;
    final Queue<Runnable> home = new ConcurrentLinkedQueue<>();
    final List<TalkState> told = new ArrayList<>();
    final StoredConversation talk;
    String usual = "llama3.2";

    Scene() {
        this(new MemoryStore(), new PlayedDaemon());
    }

    Scene(MemoryStore store, PlayedDaemon daemon) {
        this.store = store;
        this.daemon = daemon;
        talk = new StoredConversation(Means.of(store, daemon), home::add, () -> usual);
        talk.onChange(told::add);
    }

    /** JavaFX's thread does what it was handed. */
    void run() {
        for (Runnable next = home.poll(); next != null; next = home.poll()) {
            next.run();
        }
    }

    void until(BooleanSupplier condition) {
        boolean held;
        try {
            held = Until.holds(Until.LIMIT, () -> {
                run();
                return condition.getAsBoolean();
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(held).as("%s", talk.state()).isTrue();
    }

    TalkState state() {
        return talk.state();
    }

    Message last() {
        return state().messages().getLast();
    }

    List<String> texts() {
        return state().messages().stream().map(Message::text).toList();
    }

    /** Sends, and waits until the model was asked; which answer of the daemon's that is. */
    int send(String text) {
        int number = daemon.asked();
        assertThat(talk.send(text, List.of())).isTrue();
        until(() -> daemon.asked() > number && !state().messages().isEmpty() && last().stage() == Stage.WRITING);
        return number;
    }

    /** Waits until the last message has this text. */
    void untilText(String text) {
        until(() -> !state().messages().isEmpty() && last().text().equals(text));
    }

    /** Waits until nothing is being written here. */
    void untilOver() {
        until(() -> !state().answering());
    }

    /** A whole exchange. */
    void exchange(String question, String answer) {
        int number = send(question);
        daemon.say(number, answer);
        daemon.end(number);
        untilOver();
    }

    void open(long conversation) {
        talk.open(conversation);
        until(() -> state().number() == conversation);
    }

    void fresh() {
        talk.begin(Profile.PLAIN);
    }

    /** Another window, after this one ended as if its power had been cut. */
    Scene afterCrash() {
        return new Scene(store, daemon);
    }
}
