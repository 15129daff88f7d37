package online.cloudtolocalllm.chat.model.answer;

import online.cloudtolocalllm.client.model.Served;

/**
 * Why no more of an answer comes.
 *
 * @param kind what follows from it
 * @param words what happened, for people; empty if the kind says all
 * @param served who said no, and who was asked before, as far as it is known
 */
public record Trouble(Kind kind, String words, Served served) {

    /** What follows from it. */
    public enum Kind {
        /** The link to the daemon is gone, which may have the answer still. */
        LINK,
        /** The daemon keeps it no more. */
        NOT_KEPT,
        /** Another program reads it on. */
        TAKEN_OVER,
        /** This program ended it, or left it. */
        ENDED_HERE,
        /** It failed where it is written, or the daemon refused. */
        FAILED
    }

    /** One of which nothing more is known. */
    public static Trouble of(Kind kind) {
        return new Trouble(kind, "", Served.NOBODY);
    }

    /** This one, with those who answered until then, where it does not say itself who did. */
    Trouble by(Served known) {
        return served.equals(Served.NOBODY) ? new Trouble(kind, words, known) : this;
    }
}
