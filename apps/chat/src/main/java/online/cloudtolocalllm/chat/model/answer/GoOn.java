package online.cloudtolocalllm.chat.model.answer;

/** How a model is asked to go on with an answer that ended too early. Pure. */
final class GoOn {

    private static final int LAST_WORDS = 60;

    private GoOn() {}

    /**
     * The instruction, which stands behind the text.
     *
     * @param text what there is of the answer, which is not blank
     */
    static String instruction(String text) {
        return "Your last answer was cut off. Go on with it. First repeat its last words exactly as they stand, which"
                + " are:\n"
                + lastWords(text)
                + "\nThen go on from there in the same form. Write nothing before these words, say nothing about this"
                + " request, and do not put the answer into quotation marks.";
    }

    /** The end of the last line, from the beginning of a word. */
    static String lastWords(String text) {
        String line = text.stripTrailing();
        line = line.substring(Math.max(line.lastIndexOf('\n'), line.lastIndexOf('\r')) + 1)
                .stripLeading();
        if (line.length() <= LAST_WORDS) {
            return line;
        }
        int from = line.length() - LAST_WORDS;
        int blank = line.indexOf(' ', from);
        if (blank >= 0 && blank < line.length() - LAST_WORDS / 2) {
            return line.substring(blank + 1);
        }
        return line.substring(Character.isLowSurrogate(line.charAt(from)) ? from + 1 : from);
    }
}
