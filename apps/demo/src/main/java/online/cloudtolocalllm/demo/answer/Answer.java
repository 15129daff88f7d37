package online.cloudtolocalllm.demo.answer;

import java.util.List;

/**
 * What the demo is going to say.
 *
 * @param pieces the text in pieces
 * @param cut whether the text was longer than the asker's limit
 */
public record Answer(List<String> pieces, boolean cut) {

    /** Copies the pieces. */
    public Answer {
        pieces = List.copyOf(pieces);
    }

    /** The whole text. */
    public String text() {
        return String.join("", pieces);
    }

    /** Ollama's and OpenAI's word for why the answer ended. */
    public String endReason() {
        return cut ? "length" : "stop";
    }
}
