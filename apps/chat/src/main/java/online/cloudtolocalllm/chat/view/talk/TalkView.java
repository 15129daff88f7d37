package online.cloudtolocalllm.chat.view.talk;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.OpenConversation;
import online.cloudtolocalllm.chat.model.talk.Role;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.window.EmptyNote;
import online.cloudtolocalllm.window.Parts;

/**
 * The open conversation and, below it, the box where messages are written. It stays at its end while an answer grows, unless the reader has
 * scrolled up. For JavaFX's thread.
 */
public final class TalkView {

    /** So many messages before the edge of what was read, the next ones are read. */
    private static final int NEAR = 8;

    private final OpenConversation talk;
    private final MessageCard.Surroundings surroundings;
    private final MessageRoll roll = new MessageRoll(this::card, this::draw);
    private final Folds folds = new Folds(roll::hold);
    private final EmptyNote empty = new EmptyNote("", "");
    private final Button newest = new Button("newest", Sign.DOWN.drawn());
    private final Label notice = Parts.paragraph("", "tone-bad", "talk-notice");
    private final MessageBox box;
    private final StackPane said = new StackPane();
    private final BorderPane root = new BorderPane();
    /** Whether there is no message. */
    private final SimpleBooleanProperty unsaid = new SimpleBooleanProperty(true);

    private final Map<Long, Message> shown = new HashMap<>();
    private TalkState state = TalkState.NEW;
    /** Before and behind which messages more was asked for already; 0 for none. */
    private long askedBefore;

    private long askedBehind;
    /** Whether the end was wanted and is not read yet. */
    private boolean endWanted;

    /**
     * One over this conversation, in which nothing is shown before it is told.
     *
     * @param openLink is given the address of a link that was clicked
     */
    public TalkView(OpenConversation talk, Consumer<String> openLink, TimeSource time, ZoneId zone) {
        this(talk, openLink, time, zone, PictureFiles.chooser());
    }

    TalkView(OpenConversation talk, Consumer<String> openLink, TimeSource time, ZoneId zone, PictureFiles files) {
        this.talk = talk;
        surroundings = new MessageCard.Surroundings(talk, openLink, folds, this::focus, time, zone);
        box = new MessageBox(talk, files, roll::toEnd, this::editLast);
        newest.setId("newest");
        newest.getStyleClass().addAll("newest", "small");
        newest.setOnAction(event -> toNewest());
        newest.setVisible(false);
        empty.visibleProperty().bind(unsaid);
        empty.setMouseTransparent(true);
        empty.setMaxHeight(Region.USE_PREF_SIZE);
        notice.setId("talk-notice");
        said.getChildren().setAll(roll, empty, newest);
        StackPane.setAlignment(newest, Pos.BOTTOM_CENTER);
        root.setId("talk");
        root.getStyleClass().add("talk");
        root.setCenter(said);
        root.setBottom(new VBox(notice, box.root()));
        StyleSheet.inScene(root, "talk", "markdown");
        Parts.say(notice, "");
        roll.onPlaced(() -> Platform.runLater(this::placed));
        new RollKeys(roll, this::toNewest).scrollFrom(box.root());
        box.serve(root);
    }

    private void toNewest() {
        roll.toEnd();
        endWanted = state.later();
        if (state.later()) {
            talk.newest();
        }
    }

    /** What is drawn. */
    public Parent root() {
        return root;
    }

    /** Puts this where there is no message, in the place of a note, for as long as it is visible. */
    public void guide(Node guide) {
        StackPane place = new StackPane(guide);
        place.visibleProperty().bind(guide.visibleProperty().and(unsaid));
        place.managedProperty().bind(place.visibleProperty());
        empty.visibleProperty().bind(place.visibleProperty().not().and(unsaid));
        said.getChildren().add(said.getChildren().indexOf(newest), place);
    }

    /** Puts the cursor into the message box. */
    public void focus() {
        box.focus();
    }

    /** Shows the conversation as it is now. Only what is other than before is drawn anew. */
    public void show(TalkState now) {
        boolean other = now.number() != state.number();
        boolean sought = now.marked() != 0 && (other || now.marked() != state.marked());
        state = now;
        if (other) {
            folds.clear();
            roll.clear();
            askedBefore = 0;
            askedBehind = 0;
        }
        List<Long> keys = new ArrayList<>();
        shown.clear();
        for (Message message : now.messages()) {
            // What could not be stored has no number of its own.
            boolean own = message.number() != 0 && !shown.containsKey(message.number());
            long key = own ? message.number() : -1 - keys.size();
            keys.add(key);
            shown.put(key, message);
        }
        roll.keys(keys, !now.later());
        roll.cards().forEach((key, card) -> draw(card, key));
        if (sought) {
            roll.toRow(now.marked());
        } else if (other && !now.answering()) {
            toEdit();
        } else if (endWanted && !now.later() && !other) {
            roll.toEnd();
        }
        endWanted &= now.later() && !other && !sought;
        unsaid.set(now.messages().isEmpty());
        Parts.say(notice, now.notice());
        box.show(now);
    }

    /** Shows what is known of the daemon and its models. */
    public void show(ChatState daemon) {
        empty.say(daemon.title(), daemon.welcome());
        box.show(daemon);
    }

    private MessageCard card(long key) {
        return MessageCard.of(message(key).role(), surroundings);
    }

    private Message message(long key) {
        return Objects.requireNonNull(shown.get(key));
    }

    private void draw(MessageCard card, long key) {
        Message message = message(key);
        boolean last = !state.later() && state.messages().getLast().equals(message);
        boolean marked = state.marked() != 0 && state.marked() == message.number();
        card.show(message, new MessageCard.Standing(state.answering(), last, marked));
    }

    /** What follows from the place that the reader came to. */
    private void placed() {
        newest.setVisible(!state.messages().isEmpty() && (state.later() || !roll.following()));
        if (state.messages().isEmpty()) {
            return;
        }
        long before = state.messages().getFirst().number();
        if (state.earlier() && roll.first() < NEAR && askedBefore != before) {
            askedBefore = before;
            talk.earlier();
        }
        long behind = state.messages().getLast().number();
        if (state.later() && roll.behind() < NEAR && askedBehind != behind) {
            askedBehind = behind;
            talk.later();
        }
    }

    /** Goes to the question that was being changed when the conversation was left. */
    private void toEdit() {
        talk.edits().keySet().stream()
                .filter(shown::containsKey)
                .min(Long::compare)
                .ifPresent(roll::toRow);
    }

    /** Opens the last question to be changed; false if there is none that could be. */
    private boolean editLast() {
        if (state.answering() || state.later()) {
            return false;
        }
        for (Message message : state.messages().reversed()) {
            if (message.role() == Role.USER) {
                roll.toRow(message.number());
                roll.layout();
                if (roll.cards().get(message.number()) instanceof QuestionCard question) {
                    question.edit();
                    return true;
                }
            }
        }
        return false;
    }
}
