package online.cloudtolocalllm.chat.model.library.pull;

import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.protocol.words.PlainLine;
import online.cloudtolocalllm.window.words.Words;

/**
 * One of the files that a model is made of.
 *
 * @param digest what it is called
 * @param done bytes that are there
 * @param total bytes that it has
 */
public record Layer(String digest, long done, long total) {

    private static final String KIND = "sha256:";
    /** Twelve as Ollama writes them, and the mark that something is cut off. */
    private static final int SHORT = 13;

    /** Whether all of it is there. */
    public boolean whole() {
        return done >= total;
    }

    /** The part that is there, from 0 to 1. */
    public double fraction() {
        return total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
    }

    /** Its name as Ollama's own program writes it. */
    public String label() {
        String plain = Words.plain(digest);
        String name = plain.startsWith(KIND) ? plain.substring(KIND.length()) : plain;
        return PlainLine.of(name, SHORT).replace("…", "");
    }

    /** How far it is, such as {@code 820 MB of 2.0 GB}. */
    public String words() {
        return (done <= 0 ? "0" : Figures.size(done)) + " of " + Figures.size(total);
    }
}
