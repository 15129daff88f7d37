package online.cloudtolocalllm.chat.view.talk;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Tool;
import online.cloudtolocalllm.chat.view.markdown.MarkdownView;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;
import org.jspecify.annotations.Nullable;

/** What a model answered: its thoughts folded, its text, the functions it wants called, what went wrong, who it was. For JavaFX's thread. */
final class AnswerCard implements MessageCard {

    private final Surroundings surroundings;
    private final VBox thoughts = new VBox();
    private final MarkdownView text;
    private final VBox tools = new VBox(4);
    private final Label waiting = Parts.text("", "quiet");
    private final ProblemNote problem;
    private final AnswerFooter footer;
    private final VBox root;
    private @Nullable Message shown;
    private @Nullable Standing standing;
    private @Nullable Fold thinking;
    private @Nullable MarkdownView thought;

    AnswerCard(Surroundings surroundings) {
        this.surroundings = surroundings;
        text = MarkdownView.byAndBy(surroundings.openLink());
        problem = new ProblemNote(
                () -> surroundings.talk().goOn(number()),
                () -> surroundings.talk().again(number()));
        footer = new AnswerFooter(surroundings);
        waiting.setId("waiting");
        tools.setId("tools");
        root = new VBox(8, thoughts, text, tools, waiting, problem, footer);
        root.getStyleClass().addAll("message", "answer-card");
    }

    private long number() {
        return shown == null ? 0 : shown.number();
    }

    @Override
    public Region root() {
        return root;
    }

    @Override
    public boolean waiting() {
        return text.waiting();
    }

    @Override
    public void begin(boolean upwards) {
        text.begin(upwards);
    }

    @Override
    public boolean inUse() {
        return false;
    }

    @Override
    public void show(Message message, Standing now) {
        root.pseudoClassStateChanged(QuestionCard.MARKED, now.marked());
        if (message.equals(shown) && now.equals(standing)) {
            return;
        }
        Message before = shown;
        shown = message;
        standing = now;
        root.setId("message-" + message.number());
        think(message);
        if (before == null || !before.text().equals(message.text())) {
            text.show(message.text());
            Parts.there(text, !message.text().isEmpty());
        }
        if (before == null || !before.tools().equals(message.tools())) {
            want(message.tools());
        }
        Parts.say(waiting, AnswerWords.waiting(message));
        problem.show(message, now);
        footer.show(message, now.answering());
        Parts.there(
                footer, message.stage().over() || !message.origin().connection().isEmpty());
    }

    private void think(Message message) {
        Parts.there(thoughts, !message.thinking().isEmpty());
        if (message.thinking().isEmpty()) {
            return;
        }
        if (thinking == null) {
            thinking = new Fold("thinking", "thought " + message.number(), surroundings.folds(), this::thoughtNow);
            thoughts.getChildren().add(thinking);
        }
        thinking.title(AnswerWords.thought(message));
        if (thinking.open() && thought != null) {
            thought.show(message.thinking());
        }
    }

    private Region thoughtNow() {
        MarkdownView drawn = new MarkdownView(surroundings.openLink());
        drawn.getStyleClass().add("thought");
        drawn.setId("thought");
        thought = drawn;
        if (shown != null) {
            drawn.show(shown.thinking());
        }
        return drawn;
    }

    private void want(List<Tool> wanted) {
        tools.getChildren().clear();
        for (int i = 0; i < wanted.size(); i++) {
            Tool tool = wanted.get(i);
            Fold fold = new Fold(
                    "tool-" + i,
                    "tool " + i + " of " + number(),
                    surroundings.folds(),
                    () -> Parts.paragraph(ShownText.of(tool.arguments()), "mono"));
            fold.title("Tool call: " + Words.plain(tool.function()));
            tools.getChildren().add(fold);
        }
        Parts.there(tools, !wanted.isEmpty());
    }
}
