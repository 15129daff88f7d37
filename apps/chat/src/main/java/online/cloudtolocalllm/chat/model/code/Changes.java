package online.cloudtolocalllm.chat.model.code;

import java.util.List;

/** What was changed: lines that came, lines that went, and where. Immutable. */
final class Changes implements Tongue {

    @Override
    public Coloured line(String line, Open before) {
        char c = line.isEmpty() ? ' ' : line.charAt(0);
        List<Span> spans =
                switch (c) {
                    case '+' -> List.of(new Span(Kind.TAG, 0, line.length()));
                    case '-' -> List.of(new Span(Kind.KEYWORD, 0, line.length()));
                    case '@' -> List.of(new Span(Kind.NAME, 0, line.length()));
                    default -> List.of();
                };
        return new Coloured(spans, Open.NOTHING);
    }
}
