package online.cloudtolocalllm.chat.model.code;

/** YAML, TOML and settings: a key, what separates it, and a value that is coloured as a program's. Immutable. */
final class Keyed implements Tongue {

    private final Program values;
    private final String separators;

    /**
     * A language.
     *
     * @param values what stands behind a key
     * @param separators the characters of which one is between a key and its value
     */
    Keyed(Program values, String separators) {
        this.values = values;
        this.separators = separators;
    }

    @Override
    public Coloured line(String line, Open before) {
        Spans spans = new Spans();
        int from = 0;
        if (before.nothing()) {
            from = keyed(line, spans);
        }
        Open after = values.from(line, from, before, spans);
        return new Coloured(spans.all(), after);
    }

    private int keyed(String line, Spans spans) {
        int at = 0;
        while (at < line.length() && (" \t".indexOf(line.charAt(at)) >= 0 || line.startsWith("- ", at))) {
            at++;
        }
        int end = at;
        while (end < line.length() && key(line.charAt(end))) {
            end++;
        }
        if (line.startsWith("[", at) && line.indexOf(']') > 0 && separators.indexOf('=') >= 0) {
            int to = line.lastIndexOf(']') + 1;
            spans.add(Kind.TYPE, at, to);
            return to;
        }
        int next = end;
        while (next < line.length() && line.charAt(next) == ' ') {
            next++;
        }
        if (end > at && next < line.length() && separators.indexOf(line.charAt(next)) >= 0 && apart(line, next)) {
            spans.add(Kind.NAME, at, end);
            return next + 1;
        }
        return at;
    }

    /** A colon within a value, as in an address, separates nothing. */
    private static boolean apart(String line, int at) {
        return line.charAt(at) != ':' || at + 1 == line.length() || line.charAt(at + 1) == ' ';
    }

    private static boolean key(char c) {
        return Character.isLetterOrDigit(c) || "_-./\"'".indexOf(c) >= 0;
    }
}
