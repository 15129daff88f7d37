package online.cloudtolocalllm.chat.model.markdown;

import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Formulas on lines of their own, from {@code $$} or {@code \[} to {@code $$} or {@code \]}. An empty line ends them, too: formulas have
 * none, and a text in which two dollars mean something else is not swallowed.
 */
final class FormulaBlocks extends AbstractBlockParserFactory {

    private static final int CODE_INDENT = 4;

    /** A formula's lines, without what is around them. */
    static final class Formula extends CustomBlock {

        private String source = "";

        String source() {
            return source;
        }
    }

    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
        if (state.getIndent() >= CODE_INDENT) {
            return BlockStart.none();
        }
        String line = rest(state);
        String open = line.startsWith("$$") ? "$$" : line.startsWith("\\[") ? "\\[" : "";
        if (open.isEmpty()) {
            return BlockStart.none();
        }
        String close = open.equals("$$") ? "$$" : "\\]";
        boolean alone = line.length() == 2;
        boolean whole = line.length() > 4 && line.endsWith(close) && line.indexOf(close, 2) == line.length() - 2;
        return alone || whole
                ? BlockStart.of(new Lines(close)).atIndex(state.getNextNonSpaceIndex())
                : BlockStart.none();
    }

    private static String rest(ParserState state) {
        CharSequence line = state.getLine().getContent();
        return line.subSequence(state.getNextNonSpaceIndex(), line.length())
                .toString()
                .strip();
    }

    /** The lines of one. */
    private static final class Lines extends AbstractBlockParser {

        private final Formula formula = new Formula();
        private final StringBuilder source = new StringBuilder();
        private final String close;
        private boolean begun;
        private boolean closed;

        Lines(String close) {
            this.close = close;
        }

        @Override
        public Block getBlock() {
            return formula;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return closed || state.isBlank() ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
        }

        @Override
        public void addLine(SourceLine line) {
            String text = line.getContent().toString().strip();
            if (!begun) {
                text = text.substring(2);
            }
            if (text.endsWith(close)) {
                closed = true;
                text = text.substring(0, text.length() - 2);
            }
            if (!text.isBlank()) {
                source.append(source.isEmpty() ? "" : "\n").append(text.strip());
            }
            begun = true;
        }

        @Override
        public void closeBlock() {
            formula.source = source.toString();
        }
    }
}
