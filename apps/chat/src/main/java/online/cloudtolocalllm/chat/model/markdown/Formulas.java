package online.cloudtolocalllm.chat.model.markdown;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Formulas within a line: {@code $x$}, {@code $$x$$}, {@code \(x\)} and {@code \[x\]}. Their stars, underscores and backslashes are
 * theirs. A price is none: what is between two dollars begins and ends without a space, and no digit follows.
 */
final class Formulas implements InlineContentParserFactory {

    /** Without a bound, a text of dollars would be read from each of them to its end. */
    private static final int LONGEST = 1000;

    /** A formula as it was written. */
    static final class Formula extends CustomNode {

        private final String source;

        Formula(String source) {
            this.source = source;
        }

        String source() {
            return source;
        }
    }

    @Override
    public Set<Character> getTriggerCharacters() {
        return Set.of('$', '\\');
    }

    @Override
    public InlineContentParser create() {
        return Formulas::read;
    }

    private static ParsedInline read(InlineParserState state) {
        Scanner scanner = state.scanner();
        Position start = scanner.position();
        String end = end(scanner);
        if (end.isEmpty()) {
            return ParsedInline.none();
        }
        boolean dollar = end.equals("$");
        if (dollar && (!scanner.hasNext() || Character.isWhitespace(scanner.peek()))) {
            return ParsedInline.none();
        }
        char before = ' ';
        for (int read = 0; read < LONGEST && scanner.hasNext(); read++) {
            boolean may = read > 0 && !(dollar && Character.isWhitespace(before));
            if (may && scanner.next(end)) {
                return dollar && Character.isDigit(scanner.peek()) ? ParsedInline.none() : found(scanner, start);
            }
            before = scanner.peek();
            if (dollar && (before == '$' || before == '\n')) {
                return ParsedInline.none();
            }
            scanner.next();
            if (before == '\\' && dollar && scanner.hasNext()) {
                scanner.next();
            }
        }
        return ParsedInline.none();
    }

    private static ParsedInline found(Scanner scanner, Position start) {
        String source = scanner.getSource(start, scanner.position()).getContent();
        return ParsedInline.of(new Formula(source), scanner.position());
    }

    /** What ends the formula that begins here, or nothing if none does; the beginning is read over. */
    private static String end(Scanner scanner) {
        if (scanner.next("$$")) {
            return scanner.peek() == '$' ? "" : "$$";
        }
        if (scanner.next('$')) {
            return "$";
        }
        if (scanner.next("\\(")) {
            return "\\)";
        }
        return scanner.next("\\[") ? "\\]" : "";
    }
}
