package online.cloudtolocalllm.settings.model.status;

import online.cloudtolocalllm.window.words.Tone;

/** How far a request is, or how it ended. */
public enum Outcome {
    /** It waits for its own body, or until a connection has room. */
    WAITING("waiting", "◌", Tone.QUIET),
    /** A connection is asked, or answers. */
    RUNNING("running", "◌", Tone.QUIET),
    /** It was answered to the end. */
    ANSWERED("answered", "●", Tone.GOOD),
    /** It was answered to the end, with an error. */
    ERROR("error", "○", Tone.BAD),
    /** The answer broke off. */
    CUT("cut off", "○", Tone.BAD),
    /** Nobody answered. */
    REFUSED("refused", "○", Tone.BAD),
    /** The program that asked left. */
    CLIENT_LEFT("client left", "◐", Tone.WARN),
    /** The daemon ended, or could not be asked any more, before it was over. */
    LOST("not known", "◐", Tone.WARN);

    private final String word;
    private final String mark;
    private final Tone tone;

    Outcome(String word, String mark, Tone tone) {
        this.word = word;
        this.mark = mark;
        this.tone = tone;
    }

    /** It in a word or two. */
    public String word() {
        return word;
    }

    /** A shape that tells it without colour. */
    public String mark() {
        return mark;
    }

    /** Its colour. */
    public Tone tone() {
        return tone;
    }

    /** Whether it goes on. */
    public boolean runs() {
        return this == WAITING || this == RUNNING;
    }

    /** Whether whoever asked got no answer, a part of one, or an error. */
    public boolean failed() {
        return tone == Tone.BAD;
    }

    static Outcome of(String state, String outcome, int status) {
        return switch (outcome) {
            case "running" -> state.equals("waiting") ? WAITING : RUNNING;
            case "whole" -> status >= 400 ? ERROR : ANSWERED;
            case "cut" -> CUT;
            case "refused" -> REFUSED;
            case "client_left" -> CLIENT_LEFT;
            default -> LOST;
        };
    }
}
