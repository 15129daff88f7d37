package online.cloudtolocalllm.chat.view.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Window;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** The list as somebody uses it, by hand and by keys. */
class ConversationPaneTest extends PaneScene {

    @Test
    void itIsSearchedByKeys() throws Exception {
        search("rome");
        assertThat(hands.seesNoMore("SQL help")).isTrue();
        assertThat(hands.until(() -> hands.robot().lookup(".found-text").queryAllAs(Text.class).stream()
                        .anyMatch(text -> text.getText().equals("Rome"))))
                .isTrue();
        keys(KeyCode.ENTER);
        assertThat(talk.heard()).containsExactly("open " + trip + " at " + (trip + 1));
        assertThat(left).isEqualTo(1);
        search("nothing has this");
        assertThat(hands.sees("Nothing found")).isTrue();
        keys(KeyCode.ESCAPE);
        assertThat(hands.sees("SQL help")).isTrue();
        keys(KeyCode.ESCAPE);
        assertThat(left).isEqualTo(2);
    }

    @Test
    void aTitleIsInTheMiddleOfItsRow() throws Exception {
        assertThat(hands.until(() ->
                        Math.abs(middle("#conversation-" + sql) - middle("#conversation-" + sql + " .label")) < 1))
                .isTrue();
    }

    private double middle(String id) {
        Node node = hands.robot().lookup(id).query();
        return node.localToScene(node.getBoundsInLocal()).getCenterY();
    }

    @Test
    void oneGoesFromRowToRowByKeys() throws Exception {
        search("");
        keys(KeyCode.DOWN);
        assertThat(isFocused("#conversations")).isTrue();
        keys(KeyCode.DOWN);
        keys(KeyCode.ENTER);
        assertThat(talk.heard()).as("headings are passed over").containsExactly("open " + sql);
        keys(KeyCode.END);
        keys(KeyCode.DOWN);
        keys(KeyCode.SPACE);
        assertThat(talk.heard()).endsWith("open 5");
        keys(KeyCode.HOME);
        keys(KeyCode.PAGE_DOWN);
        keys(KeyCode.PAGE_UP);
        assertThat(hands.until(() -> rows().getSelectionModel().getSelectedIndex() == 1))
                .isTrue();
        keys(KeyCode.UP);
        assertThat(isFocused("#search")).isTrue();
    }

    @Test
    void aTitleIsChangedInPlace() throws Exception {
        select(sql);
        keys(KeyCode.F2);
        assertThat(isFocused("#rename")).isTrue();
        hands.put("#rename", "Queries");
        // What comes meanwhile waits.
        hands.robot().interact(() -> {
            store.pin(trip, true);
            list.refresh();
        });
        assertThat(hands.text("#rename")).isEqualTo("Queries");
        keys(KeyCode.ENTER);
        assertThat(hands.sees("Queries")).isTrue();
        assertThat(hands.sees("Pinned")).isTrue();
        assertThat(isFocused("#conversations")).isTrue();
        assertThat(store.conversation(sql).orElseThrow().title()).isEqualTo("Queries");
        keys(KeyCode.F2);
        hands.put("#rename", "No");
        keys(KeyCode.ESCAPE);
        assertThat(isFocused("#conversations")).isTrue();
        assertThat(store.conversation(sql).orElseThrow().title()).isEqualTo("Queries");
        keys(KeyCode.F2);
        hands.put("#rename", "Left");
        hands.robot().interact(() -> pane.focusSearch());
        assertThat(hands.sees("Left"))
                .as("leaving the field is as good as Enter")
                .isTrue();
    }

    private void select(long number) throws InterruptedException {
        hands.click("#conversation-" + number);
        assertThat(heard("open " + number)).isTrue();
        hands.robot().interact(() -> rows().requestFocus());
    }

    @Test
    void whatIsDeletedIsBroughtBack() throws Exception {
        select(sql);
        keys(KeyCode.DELETE);
        assertThat(hands.sees("\"SQL help\" was deleted.")).isTrue();
        assertThat(hands.seesNoMore("Yesterday")).isTrue();
        assertThat(hands.until(() -> rows().getSelectionModel().getSelectedItem() != null))
                .as("one goes on at its neighbour")
                .isTrue();
        hands.click("#undo");
        assertThat(hands.sees("Yesterday")).isTrue();
    }

    @Test
    void aRowsMenuDoesTheRest() throws Exception {
        select(trip);
        menu(trip);
        item("#row-pin");
        assertThat(hands.sees("Pinned")).isTrue();
        menu(trip);
        item("#row-export-markdown");
        assertThat(hands.sees("The conversation was exported to Trip ideas.md."))
                .isTrue();
        assertThat(Files.readString(folder.resolve("Trip ideas.md"))).contains("Where to go in Rome");
        hands.click("#list-notice-dismiss");
        assertThat(hands.seesNoMore("was exported")).isTrue();
        menu(trip);
        item("#row-export-json");
        assertThat(hands.sees("The conversation was exported to Trip ideas.json."))
                .isTrue();
        hands.robot().interact(() -> new FileQuestions(list.files(), new Chosen()).importFiles());
        assertThat(hands.sees("\"Trip ideas\" was imported with 1 message.")).isTrue();
        hands.click("#new-chat");
        assertThat(heard("begin ")).isTrue();
    }

    private void menu(long number) throws InterruptedException {
        hands.click("#conversation-" + number, MouseButton.SECONDARY);
        assertThat(hands.until(() -> Window.getWindows().stream().anyMatch(ContextMenu.class::isInstance)))
                .isTrue();
    }

    private void item(String id) throws InterruptedException {
        hands.robot().interact(() -> Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> id.equals("#" + item.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
        hands.robot().interact(() -> List.copyOf(Window.getWindows()).stream()
                .filter(ContextMenu.class::isInstance)
                .forEach(Window::hide));
    }

    @Test
    void anAnswerThatIsWrittenIsMarkedAndSaid() throws Exception {
        TalkState old = TalkState.NEW;
        hands.robot()
                .interact(() -> list.show(new TalkState(
                        store.conversation(trip), old.profile(), List.of(), false, false, true, Set.of(trip), 0, "")));
        assertThat(hands.sees("●")).isTrue();
        Node row = hands.robot().lookup("#conversation-" + trip).query();
        assertThat(row.getAccessibleText()).isEqualTo("Trip ideas, open, an answer is being written");
    }

    @Test
    void onlyTheRowsThatAreSeenAreThere() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            talked("\u202Etitle " + i + "\n" + "x".repeat(2_000), "text", Duration.ofDays(50 + i));
        }
        hands.robot().interact(() -> list.refresh());
        assertThat(hands.until(() -> rows().getItems().size() > 200)).isTrue();
        int nodes = WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> hands.robot().lookup(".conversation-cell").queryAll().size());
        assertThat(nodes).isLessThan(60);
        assertThat(rows().getItems().size())
                .as("the rest is not read before it is seen")
                .isLessThan(420);
        hands.robot().interact(() -> rows().requestFocus());
        int before = rows().getItems().size();
        keys(KeyCode.END);
        assertThat(hands.until(() -> rows().getItems().size() > before)).isTrue();
        assertThat(hands.robot()
                        .lookup(node -> node instanceof TextField field
                                && !field.getId().equals("search"))
                        .queryAll())
                .isEmpty();
    }
}
