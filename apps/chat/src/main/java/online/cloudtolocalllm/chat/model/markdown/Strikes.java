package online.cloudtolocalllm.chat.model.markdown;

import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.delimiter.DelimiterProcessor;
import org.commonmark.parser.delimiter.DelimiterRun;

/** Words between {@code ~~} and {@code ~~}. */
final class Strikes implements DelimiterProcessor {

    /** Struck out. */
    static final class Struck extends CustomNode {}

    @Override
    public char getOpeningCharacter() {
        return '~';
    }

    @Override
    public char getClosingCharacter() {
        return '~';
    }

    @Override
    public int getMinLength() {
        return 2;
    }

    @Override
    public int process(DelimiterRun opening, DelimiterRun closing) {
        if (opening.length() != 2 || closing.length() != 2) {
            return 0;
        }
        Text opener = opening.getOpener();
        Struck struck = new Struck();
        Node next = opener.getNext();
        while (next != null && !next.equals(closing.getCloser())) {
            Node following = next.getNext();
            struck.appendChild(next);
            next = following;
        }
        opener.insertAfter(struck);
        return 2;
    }
}
