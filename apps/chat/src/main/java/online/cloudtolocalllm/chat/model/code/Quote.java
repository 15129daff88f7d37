package online.cloudtolocalllm.chat.model.code;

/**
 * How texts or comments are written in a language.
 *
 * @param begin what begins one
 * @param end what ends it
 * @param kind what it is
 * @param escapes whether a backslash takes the next character's meaning away
 * @param lines whether it may go on over lines
 */
record Quote(String begin, String end, Kind kind, boolean escapes, boolean lines) {

    /** A comment between these. */
    static Quote comment(String begin, String end) {
        return new Quote(begin, end, Kind.COMMENT, false, true);
    }

    /** A text between these, in one line. */
    static Quote text(String mark) {
        return new Quote(mark, mark, Kind.STRING, true, false);
    }

    /** A text between these, over lines. */
    static Quote texts(String begin, String end, boolean escapes) {
        return new Quote(begin, end, Kind.STRING, escapes, true);
    }

    Open open() {
        return new Open(kind, end, escapes);
    }
}
