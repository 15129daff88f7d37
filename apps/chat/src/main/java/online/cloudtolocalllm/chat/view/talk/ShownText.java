package online.cloudtolocalllm.chat.view.talk;

/** Texts as they can be drawn whole: without what turns the writing or is no character, and not longer than anybody reads. Pure. */
final class ShownText {

    private static final int MOST = 20_000;
    private static final int MOST_LINES = 400;

    private ShownText() {}

    /** The text, or its beginning and how much is left out. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MOST));
        int lines = 1;
        int at = 0;
        while (at < text.length() && shown.length() < MOST && lines <= MOST_LINES) {
            int c = text.codePointAt(at);
            if (c == '\n') {
                lines++;
            }
            if (drawable(c)) {
                shown.appendCodePoint(c);
            }
            at += Character.charCount(c);
        }
        return at == text.length()
                ? shown.toString()
                : shown + "…\n(" + (text.length() - at) + " characters more; copying takes all of them)";
    }

    private static boolean drawable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            // Those that join emoji and letters are of use; those that turn the direction are not.
            case Character.FORMAT -> c == 0x200C || c == 0x200D;
            case Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
