package online.cloudtolocalllm.chat.view.list;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import online.cloudtolocalllm.chat.model.Aside;
import online.cloudtolocalllm.chat.model.exchange.Form;
import online.cloudtolocalllm.chat.model.list.ConversationList;
import online.cloudtolocalllm.chat.model.list.PlayedTalk;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.store.MemoryStore;
import online.cloudtolocalllm.chat.view.WindowSheet;
import online.cloudtolocalllm.chat.view.undo.UndoStrip;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.windowkit.Hands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** The list of conversations in a window of its own, over a store that plays in memory. */
abstract class PaneScene {

    @TempDir
    Path folder;

    final ManualClock clock = new ManualClock();
    final MemoryStore store = new MemoryStore(clock);
    final PlayedTalk talk = new PlayedTalk();
    final Hands hands = new Hands();
    int left;
    ConversationList list;
    ConversationPane pane;
    long trip;
    long sql;

    @BeforeEach
    void open() throws Exception {
        trip = talked("Trip ideas", "Where to go in Rome, and where to eat?", Duration.ZERO);
        sql = talked("SQL help", "select the newest row of each group", Duration.ofDays(1));
        talked("Backpressure", "How does TCP slow a sender down?", Duration.ofDays(40));
        FxToolkit.registerPrimaryStage();
        UndoStrip undo = FxToolkit.setupFixture(() -> new UndoStrip(() -> {}));
        list = FxToolkit.setupFixture(() -> new ConversationList(
                store, talk, undo, new Aside(Runnable::run, Platform::runLater), clock, ZoneOffset.UTC));
        pane = FxToolkit.setupFixture(() -> {
            ConversationPane made =
                    new ConversationPane(list, new FileQuestions(list.files(), new Chosen()), () -> left++);
            list.start();
            BorderPane window = new BorderPane();
            window.setLeft(made.root());
            window.setBottom(undo);
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheetBSS());
            Scene scene = new Scene(window, 700, 500);
            scene.getStylesheets().add(WindowSheet.url());
            FxToolkit.toolkitContext().getRegisteredStage().setScene(scene);
            return made;
        });
        FxToolkit.showStage();
        assertThat(hands.sees("Trip ideas")).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
        hands.robot().interact(() -> Application.setUserAgentStylesheet(null));
    }

    final class Chosen implements ChosenFiles {
        @Override
        public Optional<Path> save(String title, String name, Form form) {
            return Optional.of(folder.resolve(name));
        }

        @Override
        public Optional<Path> folder(String title) {
            return Optional.of(folder);
        }

        @Override
        public List<Path> open(String title) {
            return List.of(folder.resolve("Trip ideas.json"));
        }
    }

    long talked(String title, String text, Duration ago) {
        long number = store.create(Profile.PLAIN, clock.now().minus(ago)).number();
        store.append(number, Message.question(0, text, List.of(), clock.now().minus(ago)));
        store.rename(number, title, false);
        return number;
    }

    ListView<?> rows() {
        return hands.robot().lookup("#conversations").queryAs(ListView.class);
    }

    boolean isFocused(String id) throws InterruptedException {
        return hands.until(() -> hands.robot().lookup(id).query().isFocused());
    }

    boolean heard(String what) throws InterruptedException {
        return hands.until(() -> talk.heard().contains(what));
    }

    void keys(KeyCode... keys) {
        hands.robot().push(keys);
    }

    void search(String words) throws InterruptedException {
        hands.robot().interact(() -> pane.focusSearch());
        assertThat(isFocused("#search")).isTrue();
        hands.put("#search", words);
    }
}
