package online.cloudtolocalllm.chat.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.window.WindowExit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What opens in the window, what closes it, and where the keyboard is then. */
class OpenAndClosedTest {

    private FullChat chat;
    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        chat = new FullChat(1100, 700);
        window = chat.window();
    }

    @AfterEach
    void close() throws Exception {
        chat.close();
    }

    private void ctrl(KeyCode key) {
        window.robot().push(KeyCode.CONTROL, key);
    }

    private boolean has(String id) throws InterruptedException {
        return window.until(() -> {
            Node owner = window.window().root().getScene().getFocusOwner();
            return owner != null && id.equals(owner.getId());
        });
    }

    private boolean gone(String id) throws InterruptedException {
        return window.until(() -> !window.isOpen(id));
    }

    private void escape() {
        window.robot().push(KeyCode.ESCAPE);
    }

    private void answering() throws InterruptedException {
        chat.hold();
        ctrl(KeyCode.L);
        window.put("#message", "And how long does it take?");
        window.robot().push(KeyCode.ENTER);
        assertThat(window.until(() -> window.isOpen("#stop"))).isTrue();
    }

    @Test
    void escapeClosesWhatWasOpenedLastBeforeItStopsAnAnswer() throws Exception {
        answering();
        window.click("#options");
        assertThat(has("system")).isTrue();
        ctrl(KeyCode.I);
        assertThat(window.until(() -> window.isOpen("#status-more"))).isTrue();
        window.click("#message");
        assertThat(has("message")).isTrue();
        escape();
        assertThat(gone("#status-more")).isTrue();
        assertThat(window.isOpen("#system")).isTrue();
        escape();
        assertThat(gone("#system")).isTrue();
        assertThat(has("message")).isTrue();
        assertThat(window.isOpen("#stop")).isTrue();
        escape();
        assertThat(gone("#stop")).isTrue();
    }

    @Test
    void theModelsCloseBeforeAnythingElse() throws Exception {
        answering();
        window.click("#options");
        window.click("#model");
        assertThat(window.until(() -> window.isOpen("#model-search"))).isTrue();
        escape();
        assertThat(window.until(
                        () -> window.robot().lookup("#model-popup").tryQuery().isEmpty()))
                .isTrue();
        assertThat(has("model")).isTrue();
        assertThat(window.isOpen("#system")).isTrue();
        escape();
        assertThat(gone("#system")).isTrue();
        assertThat(window.isOpen("#stop")).isTrue();
    }

    @Test
    void theLibraryTakesTheKeyboardAndGivesItBack() throws Exception {
        ctrl(KeyCode.B);
        assertThat(has("pull-name")).isTrue();
        ctrl(KeyCode.I);
        assertThat(window.until(() -> window.isOpen("#status-more"))).isTrue();
        escape();
        assertThat(gone("#status-more")).isTrue();
        assertThat(has("pull-name")).isTrue();
        escape();
        assertThat(has("message")).isTrue();
    }

    @Test
    void theStatusGivesTheKeyboardBack() throws Exception {
        window.click("#message");
        ctrl(KeyCode.I);
        assertThat(has("status-more")).isTrue();
        ctrl(KeyCode.I);
        assertThat(gone("#status-more")).isTrue();
        assertThat(has("message")).isTrue();
        window.click("#status-line");
        assertThat(window.until(() -> window.isOpen("#status-more"))).isTrue();
        escape();
        assertThat(gone("#status-more")).isTrue();
        assertThat(has("status-line")).isTrue();
    }

    @Test
    void anEditedQuestionIsLeftForTheBox() throws Exception {
        window.click("#message");
        window.robot().push(KeyCode.UP);
        assertThat(has("edit-question")).isTrue();
        escape();
        assertThat(has("message")).isTrue();
    }

    @Test
    void whatLiesOverTheWindowGoesForTheNext() throws Exception {
        WindowExit exit = new WindowExit() {
            @Override
            public void hide() {}

            @Override
            public void end() {}
        };
        window.robot().push(KeyCode.F1);
        assertThat(window.sees("Keyboard shortcuts")).isTrue();
        window.robot().interact(() -> window.window().closing(exit));
        assertThat(window.sees("Keep the window in the tray?")).isTrue();
        assertThat(window.seesNoMore("Keyboard shortcuts")).isTrue();
        window.robot().push(KeyCode.F1);
        assertThat(window.seesNoMore("Keep the window in the tray?")).isTrue();
        assertThat(window.sees("Keyboard shortcuts")).isTrue();
        ctrl(KeyCode.K);
        assertThat(window.seesNoMore("Keyboard shortcuts")).isTrue();
        assertThat(has("search")).isTrue();
    }

    @Test
    void aTitleThatIsBeingWrittenIsKeptWhenAnotherConversationIsBegun() throws Exception {
        window.put("#title", "Sorting");
        ctrl(KeyCode.N);
        assertThat(has("message")).isTrue();
        assertThat(window.sees("Sorting")).isTrue();
    }

    @Test
    void undoIsAtAKey() throws Exception {
        window.robot()
                .interact(() -> window.robot().lookup("#conversations").query().requestFocus());
        window.robot().push(KeyCode.DOWN);
        window.robot().push(KeyCode.DELETE);
        assertThat(window.until(() -> window.isOpen("#undo"))).isTrue();
        ctrl(KeyCode.Z);
        assertThat(gone("#undo")).isTrue();
        assertThat(window.sees("How a list")).isTrue();
    }

    @Test
    void whatIsTypedIsThereInTheNextWindow() throws Exception {
        ctrl(KeyCode.N);
        assertThat(has("message")).isTrue();
        window.put("#message", "half a thought");
        chat.reopen();
        window = chat.window();
        assertThat(window.until(() -> window.text("#message").equals("half a thought")))
                .isTrue();
    }

    @Test
    void theWindowDoesNotWaitForTheDisk() throws Exception {
        ctrl(KeyCode.N);
        assertThat(has("message")).isTrue();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + chat.file());
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            window.put("#message", "half a thought");
            window.robot().interact(window.window()::close);
            statement.execute("rollback");
            window.window().finish();
            try (ResultSet draft = statement.executeQuery("select value from choice where name = 'draft:0'")) {
                assertThat(draft.next()).isTrue();
                assertThat(draft.getString(1)).isEqualTo("half a thought");
            }
        }
    }

    @Test
    void theListComesBackForItsKeys() throws Exception {
        chat.close();
        chat = new FullChat(720, 440);
        window = chat.window();
        window.click("#options");
        assertThat(gone("#search")).as("there is no room for both").isTrue();
        ctrl(KeyCode.K);
        assertThat(has("search")).isTrue();
        window.click("#options");
        assertThat(gone("#search")).isTrue();
        ctrl(KeyCode.I);
        assertThat(window.until(() -> window.isOpen("#status-more"))).isTrue();
    }
}
