package online.cloudtolocalllm.chat.view.shortcuts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import online.cloudtolocalllm.windowkit.Hands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** The shortcuts and their sheet on JavaFX's headless platform. */
class ShortcutSheetTest {

    private final Hands hands = new Hands();
    private final List<String> done = new ArrayList<>();
    private final List<Shortcut> shortcuts = ChatShortcuts.of(new Deeds());
    private ShortcutSheet sheet;
    private Button beside;

    private final class Deeds implements ChatShortcuts.Actions {
        @Override
        public void newChat() {
            done.add("new");
        }

        @Override
        public void search() {
            done.add("search");
        }

        @Override
        public void library() {
            done.add("library");
        }

        @Override
        public void settings() {
            done.add("settings");
        }

        @Override
        public void message() {
            done.add("message");
        }

        @Override
        public void status() {
            done.add("status");
        }

        @Override
        public void undo() {
            done.add("undo");
        }

        @Override
        public void shortcuts() {
            sheet.toggle();
        }

        @Override
        public void closeWindow() {
            done.add("close");
        }

        @Override
        public void quit() {
            done.add("quit");
        }
    }

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        sheet = FxToolkit.setupFixture(() -> new ShortcutSheet(shortcuts));
        beside = FxToolkit.setupFixture(() -> new Button("beside"));
        StackPane pane = FxToolkit.setupFixture(() -> new StackPane(new TextField("below"), beside, sheet.root()));
        FxToolkit.setupStage(stage -> {
            Scene scene = new Scene(pane, 820, 680);
            ChatShortcuts.install(scene, shortcuts);
            stage.setScene(scene);
        });
        FxToolkit.showStage();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    @Test
    void theKeysDoWhatIsListed() {
        hands.robot().push(KeyCode.CONTROL, KeyCode.N);
        hands.robot().push(KeyCode.CONTROL, KeyCode.K);
        hands.robot().push(KeyCode.CONTROL, KeyCode.B);
        hands.robot().push(KeyCode.CONTROL, KeyCode.COMMA);
        hands.robot().push(KeyCode.CONTROL, KeyCode.L);
        hands.robot().push(KeyCode.CONTROL, KeyCode.I);
        hands.robot().interact(beside::requestFocus);
        hands.robot().push(KeyCode.CONTROL, KeyCode.Z);
        hands.robot().push(KeyCode.CONTROL, KeyCode.W);
        hands.robot().push(KeyCode.CONTROL, KeyCode.Q);
        assertThat(done)
                .containsExactly("new", "search", "library", "settings", "message", "status", "undo", "close", "quit");
    }

    @Test
    void whereTextIsWrittenUndoIsOfTheText() throws Exception {
        assertThat(hands.until(() -> sheet.root().getScene().getFocusOwner() instanceof TextField))
                .isTrue();
        hands.robot().write("x");
        hands.robot().push(KeyCode.CONTROL, KeyCode.Z);
        hands.robot().push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(done).isEmpty();
    }

    @Test
    void theSheetComesAndGoesByKeys() throws Exception {
        hands.robot().push(KeyCode.F1);
        assertThat(hands.sees("Keyboard shortcuts")).isTrue();
        assertThat(hands.shows("Ctrl+K")).isTrue();
        assertThat(hands.shows("Shift+Enter")).isTrue();
        assertThat(hands.shows("Ctrl+,")).isTrue();
        hands.robot().type(KeyCode.ESCAPE);
        assertThat(hands.seesNoMore("Keyboard shortcuts")).isTrue();
        hands.robot().push(KeyCode.CONTROL, KeyCode.SLASH);
        assertThat(sheet.isOpen()).isTrue();
        hands.robot().push(KeyCode.F1);
        assertThat(sheet.isOpen()).isFalse();
        hands.robot().push(KeyCode.F1);
        hands.click("#shortcuts-close");
        assertThat(sheet.isOpen()).isFalse();
    }

    @Test
    void noKeysDoTwoThingsInTheWholeWindow() {
        List<KeyCombination> everywhere = shortcuts.stream()
                .filter(shortcut -> shortcut.action().isPresent())
                .flatMap(shortcut -> shortcut.keys().stream())
                .toList();
        assertThat(new HashSet<>(everywhere)).hasSameSizeAs(everywhere);
    }
}
