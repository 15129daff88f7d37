package online.cloudtolocalllm.chat.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.testkit.ManualClock;

/** Stores over one file in a folder of a test. For the test's thread. */
final class StoreScene implements AutoCloseable {

    private final ManualClock clock = new ManualClock();
    private final Supplier<Path> home;
    private final List<ConversationStore> opened = new ArrayList<>();
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    StoreScene(Supplier<Path> home) {
        this.home = home;
    }

    Path file() {
        return home.get().resolve("conversations.db");
    }

    TimeSource clock() {
        return clock;
    }

    Instant now() {
        return clock.now();
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The first one, or the one after the last restart. */
    ConversationStore store() {
        return opened.isEmpty() ? other() : opened.getFirst();
    }

    /** Another one beside those that are there. */
    ConversationStore other() {
        return other(Opening.sqlite(Duration.ofMillis(50)));
    }

    /** Another one whose connections come to be like this. */
    ConversationStore other(Opening opening) {
        SqliteStore store = new SqliteStore(file(), clock, opening);
        store.onProblem(problems::add);
        opened.add(store);
        return store;
    }

    /** All are closed, and a new one is there. */
    ConversationStore restarted() {
        close();
        return other();
    }

    @Override
    public void close() {
        opened.forEach(ConversationStore::close);
        opened.clear();
    }
}
