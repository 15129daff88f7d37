package online.cloudtolocalllm.chat.model.code;

/** HTML and XML: tags with their attributes, comments, entities. Scripts and styles within have no colours. Immutable. */
final class Markup implements Tongue {

    private static final Open COMMENT = new Open(Kind.COMMENT, "-->", false);
    private static final Open TAG = new Open(Kind.TAG, ">", false);

    @Override
    public Coloured line(String line, Open before) {
        Spans spans = new Spans();
        Open open = before;
        int at = 0;
        while (at < line.length()) {
            if (open.equals(TAG)) {
                int end = tag(line, at, spans);
                open = end > at && line.charAt(end - 1) == '>' ? Open.NOTHING : open;
                at = end;
            } else if (!open.nothing()) {
                int end = open.endIn(line, at);
                spans.add(open.kind(), at, end < 0 ? line.length() : end);
                open = end < 0 ? open : Open.NOTHING;
                at = end < 0 ? line.length() : end;
            } else if (line.startsWith("<!--", at)) {
                open = COMMENT;
            } else if (line.charAt(at) == '<' && opens(line, at + 1)) {
                int end = name(line, at + 1);
                spans.add(Kind.TAG, at, end);
                open = TAG;
                at = end;
            } else {
                at = text(line, at, spans);
            }
        }
        return new Coloured(spans.all(), open);
    }

    private static boolean opens(String line, int at) {
        return at < line.length() && (Character.isLetter(line.charAt(at)) || "/!?".indexOf(line.charAt(at)) >= 0);
    }

    private static int text(String line, int from, Spans spans) {
        if (line.charAt(from) != '&') {
            return from + 1;
        }
        int end = from + 1;
        while (end < line.length() && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '#')) {
            end++;
        }
        if (end < line.length() && line.charAt(end) == ';') {
            spans.add(Kind.VALUE, from, end + 1);
            return end + 1;
        }
        return end;
    }

    /** Colours attributes, to behind the tag's end or the line's. */
    private static int tag(String line, int from, Spans spans) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '>') {
                spans.add(Kind.TAG, at, at + 1);
                return at + 1;
            }
            if (c == '"' || c == '\'') {
                int end = line.indexOf(c, at + 1);
                int to = end < 0 ? line.length() : end + 1;
                spans.add(Kind.STRING, at, to);
                at = to;
            } else if (Character.isLetter(c)) {
                int to = name(line, at);
                spans.add(Kind.MARK, at, to);
                at = to;
            } else {
                at++;
            }
        }
        return at;
    }

    private static int name(String line, int from) {
        int at = from;
        while (at < line.length()
                && (Character.isLetterOrDigit(line.charAt(at)) || "-_:./!?@".indexOf(line.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }
}
