package online.cloudtolocalllm.chat.view.talk;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.window.Parts;
import org.jspecify.annotations.Nullable;

/** What the person said, at the right. For JavaFX's thread. */
final class QuestionCard implements MessageCard {

    static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");
    private static final double WIDEST = 560;
    private static final double PICTURE = 160;

    private final Surroundings surroundings;
    private final Label text = Parts.paragraph("", "question-text");
    private final FlowPane pictures = new FlowPane(8, 8);
    private final VBox bubble = new VBox(8, pictures, text);
    private final Button edit;
    private final VersionSwitch versions;
    private final HBox actions;
    private final VBox root = new VBox();
    private @Nullable Message shown;
    private @Nullable QuestionEditor editor;

    QuestionCard(Surroundings surroundings) {
        this.surroundings = surroundings;
        edit = Sign.EDIT.button("edit", "Edit and ask again", this::edit);
        versions = new VersionSwitch(surroundings.talk()::version);
        Button copy = CopySign.of("copy-question", "Copy the question", () -> shown == null ? "" : shown.text());
        actions = new HBox(versions, edit, copy);
        actions.setAlignment(Pos.BOTTOM_RIGHT);
        actions.setMinWidth(Region.USE_PREF_SIZE);
        actions.getStyleClass().add("question-actions");
        bubble.getStyleClass().add("question");
        bubble.setMaxSize(WIDEST, Region.USE_PREF_SIZE);
        pictures.setAlignment(Pos.CENTER_RIGHT);
        pictures.setPrefWrapLength(WIDEST);
        root.getStyleClass().addAll("message", "question-card");
        drawn();
    }

    private void drawn() {
        HBox line = new HBox(8, actions, bubble);
        line.setAlignment(Pos.BOTTOM_RIGHT);
        root.getChildren().setAll(line);
    }

    @Override
    public Region root() {
        return root;
    }

    @Override
    public boolean waiting() {
        return false;
    }

    @Override
    public void begin(boolean upwards) {
        // It is short, and drawn whole.
    }

    @Override
    public boolean inUse() {
        return editor != null;
    }

    @Override
    public void show(Message message, Standing standing) {
        edit.setDisable(standing.answering());
        versions.show(message.versions(), !standing.answering());
        root.pseudoClassStateChanged(MARKED, standing.marked());
        if (message.equals(shown)) {
            return;
        }
        List<Image> before = shown == null ? List.of() : shown.images();
        boolean other = shown == null || shown.number() != message.number();
        shown = message;
        root.setId("message-" + message.number());
        text.setText(ShownText.of(message.text()));
        Parts.there(text, !message.text().isEmpty());
        Parts.there(pictures, !message.images().isEmpty());
        if (!before.equals(message.images())) {
            pictures.getChildren()
                    .setAll(message.images().stream()
                            .map(image -> new Picture(image, PICTURE))
                            .toList());
        }
        if (other && editor == null) {
            Optional.ofNullable(surroundings.talk().edits().get(message.number()))
                    .ifPresent(text -> open(message, text));
        }
    }

    /** Opens the question to be changed, or goes on with that. */
    void edit() {
        if (shown == null || (edit.isDisabled() && editor == null)) {
            return;
        }
        QuestionEditor opened = editor == null ? open(shown, shown.text()) : editor;
        // It has to be laid out before the cursor finds its place.
        Platform.runLater(opened::begin);
    }

    private QuestionEditor open(Message question, String so) {
        long number = question.number();
        QuestionEditor opened = new QuestionEditor(
                so,
                text -> {
                    if (text.equals(question.text())) {
                        surroundings.talk().leaveEdit(number);
                    } else {
                        surroundings.talk().keepEdit(number, text);
                    }
                },
                text -> {
                    // What is being answered meanwhile can be waited for; what was written stays until then.
                    if (!edit.isDisabled()) {
                        close();
                        surroundings.talk().edit(number, text.strip());
                    }
                },
                () -> {
                    surroundings.talk().leaveEdit(number);
                    close();
                });
        editor = opened;
        root.getChildren().setAll(opened);
        return opened;
    }

    private void close() {
        editor = null;
        drawn();
        surroundings.toBox().run();
    }
}
