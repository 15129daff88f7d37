package online.cloudtolocalllm.chat.view;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import online.cloudtolocalllm.chat.model.ChatFeed;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.ModelChoice;
import online.cloudtolocalllm.chat.model.RunningAnswer;
import online.cloudtolocalllm.chat.model.Talk;
import online.cloudtolocalllm.chat.model.Turn;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.window.DaemonBanner;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.WindowPart;
import online.cloudtolocalllm.window.WindowProgram;
import online.cloudtolocalllm.window.WindowSize;
import online.cloudtolocalllm.window.start.WindowName;

/** The main window: a conversation, above it the model, below it the message box. For JavaFX's thread. */
public final class ChatWindow implements WindowPart {

    private static final WindowName NAME = new WindowName("chat", "CloudToLocalLLM", "main window");
    private static final WindowSize SIZE = new WindowSize(820, 680, 480, 400);
    /** Often enough to look fluent; a whole drawing for each token would cost a core. */
    private static final Duration FLUSH = Duration.millis(80);

    private final Shell shell;
    private final ChatFeed feed;
    private final Talk talk;
    private final TurnList turns = new TurnList(this::again);
    private final ModelBar bar;
    private final MessageBox box;
    private final DaemonBanner banner;
    private final BorderPane root = new BorderPane();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final PauseTransition flush = new PauseTransition(FLUSH);

    private ChatState state = ChatState.EMPTY;
    /** Why the settings did not open; empty if they did. */
    private String notice = "";

    /** The process that has this window. */
    public static WindowProgram program() {
        return new WindowProgram(NAME, SIZE, StartPolicy.START, ChatWindow::new);
    }

    ChatWindow(Shell shell) {
        this.shell = shell;
        feed = new ChatFeed(
                shell.daemon(),
                next -> Platform.runLater(() -> {
                    state = next;
                    draw();
                }));
        talk = new Talk(
                request -> RunningAnswer.of(feed.service().chatStream(request)), TimeSource.system(), this::changed);
        bar = new ModelBar(feed::choose, () -> talk.clear(), () -> settings(""));
        box = new MessageBox(this::send, talk::stop);
        banner = new DaemonBanner(feed::connectNow);
        flush.setOnFinished(event -> {
            flushing.set(false);
            draw();
        });
        root.setTop(new VBox(banner, bar.root()));
        root.setCenter(turns.root());
        root.setBottom(box.root());
        root.getStylesheets()
                .add(Objects.requireNonNull(ChatWindow.class.getResource("chat.css"))
                        .toExternalForm());
        root.sceneProperty().addListener((property, before, scene) -> {
            if (scene != null) {
                scene.getAccelerators()
                        .put(new KeyCodeCombination(KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN), () -> settings(""));
                scene.getAccelerators()
                        .put(new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN), talk::clear);
                scene.getAccelerators()
                        .put(new KeyCodeCombination(KeyCode.W, KeyCombination.SHORTCUT_DOWN), shell::end);
            }
        });
        draw();
    }

    private void changed() {
        if (!flushing.getAndSet(true)) {
            Platform.runLater(flush::playFromStart);
        }
    }

    private boolean send(String question) {
        Optional<ModelChoice> model = state.ready() ? state.model() : Optional.empty();
        if (model.isEmpty() || !talk.ask(model.get().model(), question)) {
            return false;
        }
        // A conversation keeps its model, whatever comes into memory meanwhile.
        feed.choose(model.get().model());
        notice = "";
        return true;
    }

    private void again(String question) {
        if (!send(question)) {
            box.refused();
        }
    }

    private void draw() {
        banner.show(state.link(), notice);
        bar.show(state);
        List<Turn> said = talk.turns();
        turns.show(said, state);
        box.show(state, talk.busy());
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown(String part) {
        box.focus();
    }

    @Override
    public List<String> parts() {
        return List.of();
    }

    @Override
    public void settings(String tab) {
        // A second start of that program shows its window, so it need not be known whether it runs.
        Thread.ofVirtual().name("settings").start(() -> {
            Optional<String> failed = tab.isEmpty()
                    ? shell.programs().start("settings")
                    : shell.programs().start("settings", "--tab", tab);
            Platform.runLater(() -> {
                notice = failed.orElse("");
                draw();
            });
        });
    }

    @Override
    public void close() {
        flush.stop();
        talk.stop();
        feed.close();
    }
}
