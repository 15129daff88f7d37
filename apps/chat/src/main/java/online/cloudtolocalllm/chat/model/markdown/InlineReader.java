package online.cloudtolocalllm.chat.model.markdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Reads what a line says out of its nodes, which may be nested as deep as somebody liked: without a call for each level. */
final class InlineReader {

    private final List<Inline> read = new ArrayList<>();
    private final Deque<Within> within = new ArrayDeque<>();

    private InlineReader() {}

    /**
     * What is around a node.
     *
     * @param look of its words
     * @param address where they lead, or nothing
     */
    private record Within(Look look, String address) {}

    /** What a node's children say. */
    static List<Inline> read(Node parent) {
        InlineReader reader = new InlineReader();
        reader.within.push(new Within(Look.PLAIN, ""));
        reader.walk(parent);
        return BareLinks.in(InlineWords.joined(reader.read));
    }

    private void walk(Node parent) {
        @Nullable Node node = parent.getFirstChild();
        while (node != null) {
            if (node.getFirstChild() != null) {
                within.push(inside(node));
                node = node.getFirstChild();
                continue;
            }
            leaf(node);
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                if (node == null || node.equals(parent)) {
                    return;
                }
                leave(node);
            }
            node = node == null ? null : node.getNext();
        }
    }

    private Within inside(Node node) {
        Within outer = around();
        Look look = outer.look();
        return switch (node) {
            case StrongEmphasis _ -> new Within(new Look(true, look.emphasis(), look.struck(), false), outer.address());
            case Emphasis _ -> new Within(new Look(look.strong(), true, look.struck(), false), outer.address());
            case Strikes.Struck _ -> new Within(new Look(look.strong(), look.emphasis(), true, false), outer.address());
            case Link link -> leading(outer, link.getDestination());
            case Image image -> leading(outer, image.getDestination());
            default -> outer;
        };
    }

    private static Within leading(Within outer, String address) {
        return outer.address().isEmpty() && Addresses.opens(address) ? new Within(outer.look(), address) : outer;
    }

    private void leave(Node node) {
        Within inner = within.pop();
        // Where a text leads that is not opened from here is not hidden either.
        if (node instanceof Link link
                && inner.equals(around())
                && !link.getDestination().isEmpty()) {
            words(" (" + link.getDestination() + ")", inner);
        }
    }

    private void leaf(Node node) {
        Within here = around();
        switch (node) {
            case Text text -> words(text.getLiteral(), here);
            case Code code ->
                words(
                        code.getLiteral(),
                        new Within(
                                new Look(
                                        here.look().strong(),
                                        here.look().emphasis(),
                                        here.look().struck(),
                                        true),
                                here.address()));
            case SoftLineBreak _, HardLineBreak _ -> words("\n", here);
            case HtmlInline html -> words(breaks(html.getLiteral()) ? "\n" : html.getLiteral(), here);
            case Formulas.Formula formula -> read.add(new Inline.Formula(VisibleText.of(formula.source())));
            case Link link -> words(link.getDestination(), leading(here, link.getDestination()));
            case Image image -> words(image.getDestination(), leading(here, image.getDestination()));
            default -> {}
        }
    }

    private Within around() {
        return within.element();
    }

    private void words(String text, Within here) {
        String readable = VisibleText.of(text);
        if (!readable.isEmpty()) {
            read.add(
                    here.address().isEmpty()
                            ? new Inline.Words(readable, here.look())
                            : new Inline.Link(readable, here.look(), here.address()));
        }
    }

    private static boolean breaks(String tag) {
        return tag.toLowerCase(Locale.ROOT).matches("<br\\s*/?>");
    }
}
