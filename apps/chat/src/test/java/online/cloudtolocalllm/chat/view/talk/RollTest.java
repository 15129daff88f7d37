package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a long conversation is scrolled through, on JavaFX's headless platform. */
class RollTest {

    private static final Offset<Double> A_PIXEL = Offset.offset(1.0);

    private OpenTalk open;

    @BeforeEach
    void open() throws Exception {
        open = new OpenTalk(800, 600);
    }

    @AfterEach
    void close() throws Exception {
        open.close();
    }

    private void press(KeyCode key) {
        open.robot.interact(() -> open.node("#messages")
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false)));
        open.settle();
    }

    private void wheel(double pixels) {
        open.robot.interact(() -> open.node("#messages")
                .fireEvent(new ScrollEvent(
                        ScrollEvent.SCROLL,
                        100,
                        100,
                        100,
                        100,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        0,
                        pixels,
                        0,
                        pixels,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        null)));
        open.settle();
    }

    private boolean isThere(long message) {
        return open.look(
                () -> open.robot.lookup("#message-" + message).tryQuery().isPresent());
    }

    @Test
    void ofALongConversationOnlyWhatIsNearExists() {
        open.tell(PlayedTalk.of(1, Samples.many(1, 20_000)));
        assertThat(isThere(20_000)).as("it is open at its end").isTrue();
        assertThat(open.cards()).isLessThan(30);
        press(KeyCode.HOME);
        assertThat(open.top(1)).isCloseTo(24, A_PIXEL);
        assertThat(isThere(20_000)).isFalse();
        assertThat(open.cards()).isLessThan(30);
        press(KeyCode.END);
        assertThat(isThere(20_000)).isTrue();
    }

    @Test
    void whatIsSeenIsMadeAtOnceAndWhatIsOutOfSightByAndBy() throws Exception {
        open.tell(PlayedTalk.of(1, Samples.many(1, 60)));
        List<Double> tops = new ArrayList<>();
        open.robot.interact(() -> {
            open.talk.tell(PlayedTalk.of(2, Samples.many(101, 60)));
            open.view.root().applyCss();
            open.view.root().layout();
            open.robot
                    .lookup(".message")
                    .queryAll()
                    .forEach(card -> tops.add(card.getBoundsInParent().getMaxY()));
        });
        assertThat(tops).isNotEmpty().allMatch(end -> end > 0);
        assertThat(tops.stream().mapToDouble(end -> end).max().orElse(0))
                .as("the end is seen")
                .isLessThan(600);
        int seen = tops.size();
        double top = open.top(160);
        assertThat(open.until(() -> open.robot.lookup(".message").queryAll().size() > seen + 3))
                .as("what is near is there before it is scrolled to")
                .isTrue();
        assertThat(open.top(160)).isCloseTo(top, A_PIXEL);
    }

    @Test
    void noMessageHasAStyleSheetThatIsLookedThroughForEveryNode() {
        open.tell(PlayedTalk.of(1, Samples.many(1, 4)));
        assertThat(open.look(() -> open.robot
                        .lookup(node -> node instanceof Parent parent
                                && !parent.getStylesheets().isEmpty())
                        .queryAll()))
                .isEmpty();
    }

    @Test
    void theScrollBarReachesEverything() {
        open.tell(PlayedTalk.of(1, Samples.many(1, 2_000)));
        ScrollBar bar = open.look(() -> (ScrollBar) open.robot
                .lookup(node -> node instanceof ScrollBar found && found.getParent() instanceof MessageRoll)
                .query());
        assertThat(open.look(bar::getValue)).isEqualTo(open.look(bar::getMax));
        open.robot.interact(() -> bar.setValue(0));
        open.settle();
        assertThat(open.top(1)).isCloseTo(24, A_PIXEL);
        open.robot.interact(() -> bar.setValue(bar.getMax() / 2));
        open.settle();
        assertThat(open.look(() -> open.robot.lookup(".message").queryAll().stream()
                        .map(Node::getId)
                        .mapToLong(id -> Long.parseLong(id.substring("message-".length())))
                        .max()
                        .orElse(0)))
                .isBetween(800L, 1_200L);
        open.robot.interact(() -> bar.setValue(bar.getMax()));
        open.settle();
        assertThat(isThere(2_000)).isTrue();
    }

    @Test
    void whatIsReadStaysWhereItIsWhenEarlierMessagesCome() {
        open.tell(PlayedTalk.of(1, Samples.many(61, 60), true, false));
        assertThat(open.talk.asked).doesNotContain("earlier");
        press(KeyCode.HOME);
        double before = open.top(61);
        assertThat(open.talk.asked).containsOnlyOnce("earlier");
        open.tell(PlayedTalk.of(1, Samples.many(1, 120), true, false));
        assertThat(open.top(61)).isCloseTo(before, A_PIXEL);
        wheel(200);
        assertThat(open.top(61)).isCloseTo(before + 200, A_PIXEL);
        assertThat(open.talk.asked).as("there is enough before it").containsOnlyOnce("earlier");
    }

    @Test
    void laterMessagesAreAskedForAtTheLastOnes() {
        open.tell(PlayedTalk.of(1, Samples.many(1, 60), false, true));
        open.settle();
        assertThat(open.talk.asked).containsOnlyOnce("later");
        open.tell(PlayedTalk.of(1, Samples.many(1, 120), false, false));
        assertThat(isThere(120)).as("the end is not jumped to").isFalse();
        assertThat(open.seen("#newest")).isPresent();
    }

    @Test
    void theNewestAreReadAnewWhereTheyAreNotThere() {
        open.tell(PlayedTalk.of(1, Samples.many(1, 60), false, true));
        open.press("#newest");
        assertThat(open.talk.asked).contains("newest");
        List<Message> newest = new ArrayList<>(Samples.many(1_001, 54));
        for (int i = 1_055; i <= 1_060; i++) {
            newest.add(Samples.answer(i, "It is long. ".repeat(200)));
        }
        open.tell(PlayedTalk.of(1, newest, true, false));
        assertThat(isThere(1_060)).isTrue();
        assertThat(open.seen("#newest")).isEmpty();
    }

    private static List<Message> growing(String text) {
        List<Message> messages = new ArrayList<>(Samples.many(1, 19));
        messages.add(Samples.answer(20, text, "", Stage.WRITING, ""));
        return messages;
    }

    private double end(long message) {
        return open.look(() -> open.top(message)
                + open.node("#message-" + message).getLayoutBounds().getHeight());
    }

    @Test
    void theEndIsFollowedUntilTheReaderScrollsUp() {
        open.tell(PlayedTalk.of(1, growing("It begins.")));
        double end = end(20);
        open.tell(PlayedTalk.of(1, growing("It goes on. ".repeat(200))));
        assertThat(end(20)).isCloseTo(end, A_PIXEL);
        assertThat(open.seen("#newest")).isEmpty();
        wheel(120);
        double top = open.top(20);
        open.tell(PlayedTalk.of(1, growing("It goes on. ".repeat(400))));
        assertThat(open.top(20)).as("it stays where the reader is").isCloseTo(top, A_PIXEL);
        assertThat(open.seen("#newest")).isPresent();
        open.press("#newest");
        assertThat(end(20)).isCloseTo(end, A_PIXEL);
        assertThat(open.seen("#newest")).isEmpty();
    }

    @Test
    void scrollingDownToTheEndFollowsItAgain() {
        open.tell(PlayedTalk.of(1, growing("It begins.")));
        double end = end(20);
        wheel(100);
        wheel(-500);
        assertThat(end(20)).isCloseTo(end, A_PIXEL);
        open.tell(PlayedTalk.of(1, growing("It goes on. ".repeat(100))));
        assertThat(end(20)).isCloseTo(end, A_PIXEL);
    }

    @Test
    void onlyTheGrowingMessageIsDrawnAnew() {
        open.tell(PlayedTalk.of(1, growing("It begins.")));
        List<Node> before = open.look(() -> nodesOf(18));
        open.tell(PlayedTalk.of(1, growing("It goes on.")));
        assertThat(open.look(() -> nodesOf(18))).isNotEmpty().isEqualTo(before);
    }

    private List<Node> nodesOf(long message) {
        return List.copyOf(open.robot
                .from(open.node("#message-" + message))
                .lookup((Node node) -> true)
                .queryAll());
    }

    @Test
    void aShortConversationBeginsAtTheTop() {
        open.tell(PlayedTalk.of(1, Samples.many(1, 2)));
        assertThat(open.top(1)).isCloseTo(24, A_PIXEL);
        wheel(-300);
        assertThat(open.top(1)).isCloseTo(24, A_PIXEL);
        assertThat(open.seen("#newest")).isEmpty();
    }

    @Test
    void theMessageThatWasLookedForIsShown() {
        TalkState all = PlayedTalk.of(1, Samples.many(1, 60));
        open.tell(new TalkState(
                all.conversation(), all.profile(), all.messages(), false, false, false, all.running(), 7, ""));
        assertThat(open.top(7)).isBetween(0.0, 300.0);
        assertThat(open.look(() -> open.node("#message-7").getPseudoClassStates()))
                .contains(QuestionCard.MARKED);
    }

    @Test
    void anotherConversationIsOpenedAtItsEnd() {
        open.tell(PlayedTalk.of(1, Samples.many(1, 60)));
        press(KeyCode.HOME);
        open.tell(PlayedTalk.of(2, Samples.many(101, 60)));
        assertThat(isThere(160)).isTrue();
        assertThat(isThere(1)).isFalse();
    }

    @Test
    void linesAreNotLongerThanTheyAreReadWell() {
        open.robot.interact(() -> open.view.root().getScene().getWindow().setWidth(1_000));
        open.tell(PlayedTalk.of(1, Samples.many(1, 4)));
        assertThat(open.look(() -> open.node("#message-2").getLayoutBounds().getWidth()))
                .isLessThanOrEqualTo(MessageRoll.COLUMN);
    }

    @Test
    void messagesWithoutANumberAreAllShown() {
        open.tell(PlayedTalk.of(0, List.of(Samples.question(0, "One"), Samples.answer(0, "Two"))));
        assertThat(open.cards()).isEqualTo(2);
    }

    @Test
    void whatTheKeyboardComesToIsSeen() throws Exception {
        open.tell(PlayedTalk.of(1, Samples.many(1, 60)));
        open.robot.interact(() -> open.box().requestFocus());
        for (int i = 0; i < 12; i++) {
            open.robot.push(KeyCode.SHIFT, KeyCode.TAB);
            open.settle();
        }
        assertThat(open.until(() -> {
                    Node owner = open.view.root().getScene().getFocusOwner();
                    double y = owner.localToScene(owner.getBoundsInLocal()).getMinY();
                    return y >= 0 && y < 600 && owner.getParent() != null && !owner.equals(open.box());
                }))
                .isTrue();
        assertThat(open.seen("#newest")).as("it was scrolled up").isPresent();
    }
}
