package online.cloudtolocalllm.chat.model.code;

/** Style sheets: what is before a brace is a choice of elements, what is before a colon within braces is a property. Immutable. */
final class Sheet implements Tongue {

    private final Program values;

    /**
     * A language.
     *
     * @param values what stands behind a property
     */
    Sheet(Program values) {
        this.values = values;
    }

    @Override
    public Coloured line(String line, Open before) {
        Spans spans = new Spans();
        int from = before.nothing() ? head(line, spans) : 0;
        Open after = values.from(line, from, before, spans);
        return new Coloured(spans.all(), after);
    }

    private static int head(String line, Spans spans) {
        int at = 0;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        if (at == line.length() || "/@}{*".indexOf(line.charAt(at)) >= 0) {
            return at;
        }
        int brace = line.indexOf('{');
        if (brace >= 0) {
            spans.add(Kind.TAG, at, line.substring(0, brace).stripTrailing().length());
            int inside = brace + 1;
            return inside + property(line, inside, spans);
        }
        if (line.stripTrailing().endsWith(",")) {
            spans.add(Kind.TAG, at, line.length());
            return line.length();
        }
        return at + property(line, at, spans);
    }

    /** How many characters a property has that begins here. */
    private static int property(String line, int from, Spans spans) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        int begin = at;
        while (at < line.length() && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '-')) {
            at++;
        }
        if (at > begin && at < line.length() && line.charAt(at) == ':') {
            spans.add(Kind.NAME, begin, at);
            return at - from;
        }
        return 0;
    }
}
