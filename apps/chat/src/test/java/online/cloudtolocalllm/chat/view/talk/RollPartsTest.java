package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long answers, of which what is seen is drawn first, on JavaFX's headless platform. */
class RollPartsTest {

    private static final Offset<Double> A_PIXEL = Offset.offset(1.0);
    private static final int PARTS = 45;

    private OpenTalk open;

    @BeforeEach
    void open() throws Exception {
        open = new OpenTalk(800, 600);
    }

    @AfterEach
    void close() throws Exception {
        open.close();
    }

    private static List<Message> withLong(int number, int count) {
        List<Message> messages = new ArrayList<>(Samples.many(1, count));
        messages.set(
                number - 1,
                Samples.answer(
                        number,
                        IntStream.range(0, PARTS).mapToObj(i -> "part " + i).collect(Collectors.joining("\n\n"))));
        return messages;
    }

    /** What there is after one layout: the rest cannot have been drawn yet. */
    private void tellOnce(TalkState state, Runnable then) {
        open.robot.interact(() -> {
            open.talk.tell(state);
            once();
            then.run();
        });
    }

    private void once() {
        open.view.root().applyCss();
        open.view.root().layout();
    }

    private List<String> drawn() {
        return open.robot.lookup((Text text) -> text.getText().startsWith("part ")).queryAll().stream()
                .map(node -> ((Text) node).getText())
                .toList();
    }

    private double top(String part) {
        Node node =
                open.robot.lookup((Text text) -> text.getText().equals(part)).query();
        return node.localToScene(node.getBoundsInLocal()).getMinY();
    }

    private void press(KeyCode key) {
        open.node("#messages").fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    private boolean whole() throws InterruptedException {
        return open.until(() -> drawn().size() == PARTS);
    }

    @Test
    void atTheEndOfAConversationTheEndOfAnAnswerIsDrawnFirst() throws Exception {
        List<Double> end = new ArrayList<>();
        tellOnce(PlayedTalk.of(1, withLong(20, 20)), () -> {
            assertThat(drawn()).contains("part 44").doesNotContain("part 0");
            end.add(top("part 44"));
        });
        assertThat(end.getFirst()).isBetween(300.0, 600.0);
        assertThat(whole()).isTrue();
        assertThat(open.look(() -> top("part 44"))).isCloseTo(end.getFirst(), A_PIXEL);
    }

    @Test
    void ofAMessageThatWasLookedForTheBeginningIsDrawnFirst() throws Exception {
        TalkState all = PlayedTalk.of(1, withLong(8, 20));
        List<Double> begin = new ArrayList<>();
        tellOnce(
                new TalkState(
                        all.conversation(), all.profile(), all.messages(), false, false, false, all.running(), 8, ""),
                () -> {
                    assertThat(drawn()).contains("part 0").doesNotContain("part 44");
                    begin.add(top("part 0"));
                });
        assertThat(whole()).isTrue();
        assertThat(open.look(() -> top("part 0"))).isCloseTo(begin.getFirst(), A_PIXEL);
    }

    @Test
    void whoScrollsMeanwhileKeepsThePlace() throws Exception {
        List<Double> tops = new ArrayList<>();
        tellOnce(PlayedTalk.of(1, withLong(20, 20)), () -> {
            tops.add(top("part 40"));
            press(KeyCode.UP);
            once();
            tops.add(top("part 40"));
        });
        assertThat(tops.get(1)).isCloseTo(tops.get(0) + 40, A_PIXEL);
        assertThat(whole()).isTrue();
        assertThat(open.look(() -> top("part 40"))).isCloseTo(tops.get(1), A_PIXEL);
    }

    @Test
    void whatIsScrolledToIsDrawn() {
        tellOnce(PlayedTalk.of(1, withLong(20, 20)), () -> {
            press(KeyCode.HOME);
            once();
            press(KeyCode.END);
            once();
            assertThat(drawn()).contains("part 44");
            for (int page = 0; page < 2; page++) {
                press(KeyCode.PAGE_UP);
                once();
            }
            assertThat(open.robot.lookup((Text text) -> text.getText().startsWith("part ")).queryAll().stream()
                            .mapToDouble(node ->
                                    node.localToScene(node.getBoundsInLocal()).getMinY())
                            .filter(y -> y > 0 && y < 600)
                            .count())
                    .as("no gap")
                    .isGreaterThan(10);
        });
    }
}
