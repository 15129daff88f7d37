package online.cloudtolocalllm.chat.view;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.chat.model.standing.States;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.store.SqliteStore;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.process.TemporaryHome;

/** A main window in which there is something everywhere: conversations, the daemon's connections, a tray. */
final class FullChat implements AutoCloseable {

    /** The title of the conversation that is open. */
    static final String TITLE = "How a list is sorted, and why one that is sorted already takes longest";

    private static final String ANSWER = """
        Like this:

        ```java
        Arrays.sort(numbers);
        ```

        See [the documentation](https://example.org/sort).
        """;

    private final TemporaryHome home = TemporaryHome.create();
    private final FakeDaemon played;
    private OpenWindow window;
    private final AtomicBoolean holding = new AtomicBoolean();

    FullChat(double width, double height) throws Exception {
        fill(home);
        played = FakeDaemon.scripted(
                home.locations(),
                (request, client) ->
                        holding.get() && request.text("command", "").equals("PROXY_REQUEST"));
        window = new OpenWindow(home.locations(), width, height);
        if (!Until.holds(Until.LIMIT, () -> !played.received("SUBSCRIBE").isEmpty())) {
            throw new AssertionError("nobody listens to the daemon");
        }
        played.tell(new DaemonEvent.Status(
                States.of(States.demo(), States.silent(), States.other("gpu_box", HealthState.DOWN, "no route to host"))
                        .status()
                        .orElseThrow()));
        // Before that nothing can be asked.
        if (!window.until(() -> String.valueOf(
                        window.robot().lookup("#status-line").query().getAccessibleText())
                .contains("demo"))) {
            throw new AssertionError("what the daemon says is not shown: " + window.texts());
        }
        window.put("#search", "sorted");
        if (!window.until(() -> window.shows("How a list"))) {
            throw new AssertionError("the conversation is not found");
        }
        window.put("#search", "");
        window.robot().push(KeyCode.ENTER);
        if (!window.sees("Arrays.sort") || !window.sees("demo")) {
            throw new AssertionError("the conversation does not open");
        }
    }

    private static void fill(TemporaryHome home) {
        try (SqliteStore store = new SqliteStore(home.locations(), TimeSource.system())) {
            Instant now = TimeSource.system().now();
            for (int i = 0; i < 30; i++) {
                Conversation old = store.create(Profile.PLAIN, now.minus(Duration.ofDays(i + 1)));
                store.append(old.number(), Message.question(0, "Old question " + i, List.of(), old.changed()));
                store.rename(old.number(), "Old conversation " + i, true);
            }
            Conversation open = store.create(Profile.PLAIN.withModel("demo"), now);
            store.rename(open.number(), TITLE, true);
            Message question =
                    store.append(open.number(), Message.question(0, "How is a list sorted?", List.of(), now));
            Message place = store.append(open.number(), Message.answer(question.number(), "demo", now));
            Origin origin = new Origin(
                    "demo",
                    "demo",
                    List.of(),
                    Optional.of(Duration.ofMillis(200)),
                    Optional.empty(),
                    20,
                    OptionalDouble.of(38));
            store.save(place.so(ANSWER, "I think.", List.of(), origin).ended(Stage.WHOLE, ""), Kept.NOTHING);
        }
    }

    OpenWindow window() {
        return window;
    }

    /** Where its conversations are. */
    Path file() {
        return home.locations().conversations();
    }

    /** Closes the window, and opens another. */
    void reopen() throws Exception {
        window.close();
        window = new OpenWindow(home.locations(), 980, 700);
    }

    /** From now on what is asked gets no answer, and none ends. */
    void hold() {
        holding.set(true);
    }

    @Override
    public void close() throws IOException {
        try {
            window.close();
        } catch (TimeoutException e) {
            throw new IOException(e);
        } finally {
            played.close();
            home.close();
        }
    }
}
