package online.cloudtolocalllm.cli.chat;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.cli.page.Palette;
import online.cloudtolocalllm.cli.page.WordWrap;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.protocol.words.Figures;
import org.jspecify.annotations.Nullable;

/**
 * Prints an answer as it comes: the text on standard output, what the model thinks and who served on standard error and only
 * where a person reads both. Text for a terminal is made harmless; a pipe gets it as it is. For one thread.
 */
public final class AnswerPrinter implements PieceListener {

    private final Surroundings surroundings;
    private final boolean remarks;
    private final Palette palette;
    private boolean lineBegun;
    private boolean thinkingBegun;
    private boolean abandoned;
    private @Nullable WordWrap wrap;

    /**
     * A printer for one answer.
     *
     * @param remarks whether to print more than the answer
     */
    public AnswerPrinter(Surroundings surroundings, boolean remarks) {
        this.surroundings = surroundings;
        this.remarks = remarks
                && surroundings.terminal().err()
                && surroundings.terminal().out();
        this.palette = new Palette(surroundings.colourOnErr());
    }

    @Override
    public void piece(String text, boolean thinking) {
        if (thinking) {
            if (remarks) {
                surroundings.err().print(palette.dim(Words.harmless(text)));
                surroundings.err().flush();
                thinkingBegun = true;
            }
            return;
        }
        if (thinkingBegun) {
            surroundings.err().println();
            thinkingBegun = false;
        }
        if (surroundings.terminal().out()) {
            surroundings.out().print(wrapped().piece(Words.harmless(text)));
            surroundings.out().flush();
        } else {
            surroundings.out().print(text);
        }
        lineBegun = !text.endsWith("\n");
        abandoned |= surroundings.out().checkError();
    }

    /** Asks for the width only now, since asking starts a process. */
    private WordWrap wrapped() {
        WordWrap made =
                wrap != null ? wrap : new WordWrap("", surroundings.terminal().width());
        wrap = made;
        return made;
    }

    /** Ends the line of the answer, where it did not end it itself. */
    public void endLine() {
        if (thinkingBegun) {
            surroundings.err().println();
        }
        if (wrap != null) {
            surroundings.out().print(wrap.end());
        }
        if (lineBegun) {
            surroundings.out().println();
            abandoned |= surroundings.out().checkError();
        }
    }

    @Override
    public boolean abandoned() {
        return abandoned;
    }

    /** Says who served, how fast, and when the model did not end by itself. */
    public void footer(ChatOutcome.Answered answered) {
        if (remarks) {
            surroundings.err().println(palette.dim(line(answered)));
        }
        if (answered.reason().equals("length")) {
            surroundings.err().println("note: the model stopped at its length limit.");
        }
    }

    /** Who served and how fast, in one line. */
    public static String line(ChatOutcome.Answered answered) {
        List<String> facts = new ArrayList<>();
        facts.add("● " + (answered.servedBy().isEmpty() ? "answered" : answered.servedBy()));
        facts.add(Words.model(answered.model()));
        answered.tokensPerSecond().ifPresent(speed -> facts.add(Figures.speed(speed)));
        facts.add("first token " + Figures.latency(answered.firstPiece()));
        if (answered.attempts() > 1) {
            facts.add(answered.attempts() + " connections asked");
        }
        return String.join(" · ", facts);
    }
}
