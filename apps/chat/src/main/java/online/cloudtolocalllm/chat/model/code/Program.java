package online.cloudtolocalllm.chat.model.code;

import java.util.Locale;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.code.Words.Trait;

/** A language of words, texts, numbers and comments, as most are. Immutable. */
final class Program implements Tongue {

    private final Words words;

    Program(Words words) {
        this.words = words;
    }

    @Override
    public Coloured line(String line, Open before) {
        Spans spans = new Spans();
        Open after = from(line, 0, before, spans);
        return new Coloured(spans.all(), after);
    }

    /** Colours a line from here to its end. */
    Open from(String line, int from, Open before, Spans spans) {
        int at = from;
        if (!before.nothing()) {
            int end = before.endIn(line, at);
            spans.add(before.kind(), at, end < 0 ? line.length() : end);
            if (end < 0) {
                return before;
            }
            at = end;
        }
        while (at < line.length()) {
            char c = line.charAt(at);
            Optional<Quote> quote = quote(line, at);
            if (comment(line, at)) {
                spans.add(Kind.COMMENT, at, line.length());
                return Open.NOTHING;
            }
            if (quote.isPresent()) {
                int end =
                        quote.get().open().endIn(line, at + quote.get().begin().length());
                spans.add(kind(line, quote.get(), end), at, end < 0 ? line.length() : end);
                if (end < 0) {
                    return quote.get().lines() ? quote.get().open() : Open.NOTHING;
                }
                at = end;
            } else if (Character.isDigit(c)) {
                at = number(line, at, spans);
            } else if (begins(c)) {
                at = word(line, at, spans);
            } else {
                at = sign(line, at, spans);
            }
        }
        return Open.NOTHING;
    }

    private boolean comment(String line, int at) {
        boolean apart = at == 0 || Character.isWhitespace(line.charAt(at - 1)) || !words.is(Trait.COMMENT_APART);
        return apart && words.comments().stream().anyMatch(begin -> line.startsWith(begin, at));
    }

    private Optional<Quote> quote(String line, int at) {
        for (Quote quote : words.quotes()) {
            if (line.startsWith(quote.begin(), at)) {
                return oneCharacter(line, at, quote) ? Optional.of(quote) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean oneCharacter(String line, int at, Quote quote) {
        return !words.is(Trait.ONE_CHARACTER)
                || !quote.begin().equals("'")
                || line.startsWith("'", at + 2)
                || line.startsWith("\\", at + 1);
    }

    private Kind kind(String line, Quote quote, int end) {
        if (end < 0 || quote.kind() != Kind.STRING || !words.is(Trait.KEYS)) {
            return quote.kind();
        }
        int next = end;
        while (next < line.length() && line.charAt(next) == ' ') {
            next++;
        }
        return next < line.length() && line.charAt(next) == ':' ? Kind.NAME : Kind.STRING;
    }

    private static int number(String line, int from, Spans spans) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at);
            boolean sign =
                    (c == '+' || c == '-') && "eE".indexOf(line.charAt(at - 1)) >= 0 && !line.startsWith("0x", from);
            boolean point = c == '.' && at + 1 < line.length() && Character.isDigit(line.charAt(at + 1));
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '%' && !sign && !point) {
                break;
            }
            at++;
        }
        spans.add(Kind.VALUE, from, at);
        return at;
    }

    private int word(String line, int from, Spans spans) {
        int end = end(line, from);
        String word = line.substring(from, end);
        if (words.is(Trait.PREFIXES) && word.length() <= 2 && end < line.length()) {
            Optional<Quote> quote = quote(line, end);
            if (quote.isPresent() && quote.get().kind() == Kind.STRING) {
                spans.add(Kind.STRING, from, end);
                return end;
            }
        }
        kind(words.is(Trait.ANY_CASE) ? word.toLowerCase(Locale.ROOT) : word, line, end)
                .ifPresent(kind -> spans.add(kind, from, end));
        return end;
    }

    private Optional<Kind> kind(String word, String line, int end) {
        if (words.keywords().contains(word)) {
            return Optional.of(Kind.KEYWORD);
        }
        if (words.values().contains(word)) {
            return Optional.of(Kind.VALUE);
        }
        boolean large = words.is(Trait.LARGE_TYPES)
                && Character.isUpperCase(word.charAt(0))
                && (word.length() == 1 || word.chars().anyMatch(Character::isLowerCase));
        if (words.types().contains(word) || large) {
            return Optional.of(Kind.TYPE);
        }
        boolean called = end < line.length() && line.charAt(end) == '(' && !words.is(Trait.NO_CALLS);
        return called ? Optional.of(Kind.NAME) : Optional.empty();
    }

    /** A mark with its word, a variable, or a sign without a colour. */
    private int sign(String line, int from, Spans spans) {
        char c = line.charAt(from);
        if (c == '$' && words.is(Trait.VARIABLES)) {
            int end = line.startsWith("{", from + 1) ? line.indexOf('}', from) + 1 : end(line, from + 1);
            int to = end > from + 1 ? end : Math.min(line.length(), from + 2);
            if (to > from + 1 && (end > from + 1 || "?#@*!$-".indexOf(line.charAt(from + 1)) >= 0)) {
                spans.add(Kind.TAG, from, to);
                return to;
            }
        } else if (words.marks().indexOf(c) >= 0) {
            boolean brackets = c == '#' && (line.startsWith("[", from + 1) || line.startsWith("![", from + 1));
            int close = brackets ? line.indexOf(']', from) : -1;
            int end = close >= 0 ? close + 1 : end(line, from + 1);
            if (end > from + 1) {
                spans.add(Kind.MARK, from, end);
                return end;
            }
        }
        return from + 1;
    }

    private int end(String line, int from) {
        int at = from;
        while (at < line.length()
                && (Character.isLetterOrDigit(line.charAt(at)) || begins(line.charAt(at)) || hyphen(line, at))) {
            at++;
        }
        return at;
    }

    private boolean hyphen(String line, int at) {
        return line.charAt(at) == '-' && words.is(Trait.HYPHENS);
    }

    private static boolean begins(char c) {
        return Character.isLetter(c) || c == '_';
    }
}
