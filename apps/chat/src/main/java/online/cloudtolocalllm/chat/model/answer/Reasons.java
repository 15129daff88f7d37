package online.cloudtolocalllm.chat.model.answer;

import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.window.words.Words;

/** Why an answer is not whole, and what to do, for people. Pure. */
final class Reasons {

    /** Of an answer that nobody can be asked for. */
    static final String NO_MODEL =
            "There is no model to ask. Fetch one in the library or add a connection that has some, then ask again.";

    /** That a question could not be stored. */
    static final String NOT_STORED = "The question could not be stored and was not asked. Its text is kept here;"
            + " make room on the disk, then send it again.";

    /** That there is no place for an answer. */
    static final String ANSWER_NOT_STORED =
            "The answer could not be stored and was not asked for. Make room on the disk, then ask again.";

    /** That an answer cannot be gone on with because its end is only in the window yet. */
    static final String END_NOT_STORED = "The end of this answer could not be stored, so no model was asked to go on."
            + " Make room on the disk, then press Continue again.";

    /** That something was deleted. */
    static final String GONE = "This conversation or message is no longer there. Open another one.";

    /** Of a question that no line to the daemon can hold. */
    static final String TOO_LARGE =
            "The question and its pictures are larger than 15 MB together. Ask with fewer or smaller ones.";

    /** Of a question whose answer was to be of a form that makes no sense. */
    static final String FORMAT =
            "The format in this conversation's options is neither \"json\" nor a JSON Schema. Correct it, then ask"
                    + " again.";

    /** Of an answer whose end the model's own limit brought. */
    static final String LIMIT = "The model reached its limit of tokens here. Continue lets it go on.";

    /** Of an answer without a word. */
    static final String NOTHING_SAID = "The model ended its answer without a word. Ask again, or choose another model.";

    /** Of an answer that another window fetches. */
    static final String TAKEN_OVER =
            "Another window reads this answer on, and stores it. Open the conversation again to see the rest.";

    /** Of an answer that was not kept while no window was there. */
    private static final String WINDOW_ENDED =
            "The window ended while this was being written, and the rest was not kept.";

    private static final String ASK_AGAIN = "; ask again.";

    private static final String GO_ON = "Continue lets the model go on, or ask again.";

    private Reasons() {}

    /**
     * Of an answer that the window did not wait for, and nobody kept.
     *
     * @param begun whether something came
     */
    static String notKept(boolean begun) {
        return begun
                ? "The window was closed while this was being written, and the daemon did not keep the rest. " + GO_ON
                : "The window was closed before the model began to answer. Ask again.";
    }

    /** That a model is not told all of a conversation. */
    static String leftOut(int messages) {
        return (messages == 1 ? "The oldest message was" : "The " + messages + " oldest messages were")
                + " not sent along, or not with all pictures: the conversation is larger than 15 MB."
                + " Begin a new one to have all of it read.";
    }

    /** Of an answer that became longer than this many million characters. */
    static String tooLong(int millions) {
        return "The answer became longer than " + millions
                + " million characters and was ended here. Ask for less at once.";
    }

    /** Of an answer that this program could not read. */
    static String unexpected(Throwable why) {
        return "The answer could not be read: " + Words.plain(why.toString()) + ". Ask again.";
    }

    /**
     * Of an answer that broke off, or never began.
     *
     * @param begun whether something came
     * @param resumed whether it is one that was being written when the window ended
     */
    static String broken(Trouble trouble, boolean begun, boolean resumed) {
        String next = begun ? GO_ON : "Ask again.";
        return switch (trouble.kind()) {
            case LINK -> resumed ? WINDOW_ENDED + " " + next : link(trouble, begun) + " " + next;
            case NOT_KEPT ->
                (resumed
                                ? WINDOW_ENDED
                                : begun
                                        ? "The daemon stopped in the middle of the answer; what came is incomplete."
                                        : "The daemon stopped before it answered.")
                        + " " + next;
            case TAKEN_OVER -> TAKEN_OVER;
            case ENDED_HERE -> "The window let go of this answer before it was whole. " + next;
            case FAILED -> failed(trouble, begun) + " " + next;
        };
    }

    private static String link(Trouble trouble, boolean begun) {
        return begun
                ? "The link to the daemon was lost in the middle of the answer; what came is incomplete."
                : Words.sentence(trouble.words());
    }

    /** The daemon's sentence may end with what {@link #GO_ON} says once more. */
    private static String failed(Trouble trouble, boolean begun) {
        String said = Words.sentence(trouble.words(), names(trouble));
        return begun && said.endsWith(ASK_AGAIN) ? said.substring(0, said.length() - ASK_AGAIN.length()) + "." : said;
    }

    private static List<String> names(Trouble trouble) {
        return Stream.concat(
                        Stream.of(trouble.served().connection()),
                        trouble.served().tried().stream().map(Tried::connection))
                .toList();
    }
}
