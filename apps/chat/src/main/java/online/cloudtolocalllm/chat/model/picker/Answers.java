package online.cloudtolocalllm.chat.model.picker;

import java.util.Optional;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.library.ModelQuestions;

/** Who would serve one model, asked anew only when what that depends on is other. For JavaFX's thread; no method blocks. */
final class Answers {

    private final ModelQuestions questions;
    private final Errands errands;
    private final Runnable changed;
    private String model = "";
    private Optional<Object> places = Optional.empty();
    private String sentence = "";
    /** Which question's answer counts. */
    private int number;

    /**
     * None yet.
     *
     * @param changed runs when an answer came
     */
    Answers(ModelQuestions questions, Errands errands, Runnable changed) {
        this.questions = questions;
        this.errands = errands;
        this.changed = changed;
    }

    /** What is known, as a sentence; empty while nothing is. */
    String sentence() {
        return sentence;
    }

    /**
     * It is about this model now.
     *
     * @param depends what the answer depends on; empty while nobody can be asked
     */
    void about(String now, Optional<Object> depends) {
        if (now.equals(model) && depends.equals(places)) {
            return;
        }
        if (!now.equals(model)) {
            sentence = "";
        }
        model = now;
        places = depends;
        int mine = ++number;
        if (now.isEmpty() || depends.isEmpty()) {
            sentence = "";
            return;
        }
        errands.ask(() -> Why.sentence(questions.best(now), now), answer -> {
            // An older answer, about another model or other places, comes too late.
            if (mine == number) {
                sentence = answer;
                changed.run();
            }
        });
    }
}
