package online.cloudtolocalllm.chat.model;

/**
 * A question and what came of it.
 *
 * @param question what was asked
 * @param answer what was answered so far
 * @param stage how far it is
 * @param footer who answered and how fast; empty until that is known
 * @param problem what went wrong, as sentences; empty if nothing did
 */
public record Turn(String question, String answer, Stage stage, String footer, String problem) {

    /** How far an answer is. */
    public enum Stage {
        /** Nothing has come yet. */
        WAITING,
        /** It is being written. */
        WRITING,
        /** It is whole. */
        DONE,
        /** It was stopped. */
        STOPPED,
        /** It failed, or broke off. */
        FAILED;

        /** Whether nothing more will come. */
        public boolean over() {
            return this == DONE || this == STOPPED || this == FAILED;
        }
    }

    /** Whether it failed and this one asks the same. */
    boolean repeatedBy(Turn next) {
        return stage == Stage.FAILED && question.equals(next.question);
    }

    /** One that was just asked. */
    static Turn asked(String question) {
        return new Turn(question, "", Stage.WAITING, "", "");
    }

    Turn writing(String so) {
        return new Turn(question, so, Stage.WRITING, footer, problem);
    }

    Turn ended(Stage stage, String footer, String problem) {
        return new Turn(question, answer, stage, footer, problem);
    }
}
