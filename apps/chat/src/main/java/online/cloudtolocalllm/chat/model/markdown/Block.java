package online.cloudtolocalllm.chat.model.markdown;

import java.util.List;

/** A part of a text that begins on a line of its own. Immutable. */
public sealed interface Block {

    /**
     * A paragraph.
     *
     * @param words what it says
     */
    record Paragraph(List<Inline> words) implements Block {
        public Paragraph {
            words = List.copyOf(words);
        }
    }

    /**
     * A heading.
     *
     * @param level from 1, the largest, to 6
     * @param words what it says
     */
    record Heading(int level, List<Inline> words) implements Block {
        public Heading {
            words = List.copyOf(words);
        }
    }

    /**
     * Code.
     *
     * @param language as it was written, maybe empty
     * @param text as it was written, without the last line's end
     */
    record Code(String language, String text) implements Block {}

    /**
     * A formula on lines of its own.
     *
     * @param text as it was written, without what is around it
     */
    record Formulas(String text) implements Block {}

    /**
     * What somebody else said.
     *
     * @param blocks what it is made of
     */
    record Quote(List<Block> blocks) implements Block {
        public Quote {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * A list.
     *
     * @param numbered whether its items have numbers
     * @param first the first one's number
     * @param tight whether nothing is between its items
     * @param items what is in it
     */
    record Listing(boolean numbered, int first, boolean tight, List<Item> items) implements Block {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /**
     * An item of a list.
     *
     * @param task whether it is something to do
     * @param blocks what it is made of
     */
    record Item(Task task, List<Block> blocks) {
        public Item {
            blocks = List.copyOf(blocks);
        }
    }

    /** Whether an item is something to do. */
    enum Task {
        /** An item like any other. */
        NONE,
        /** To be done. */
        OPEN,
        /** Done. */
        DONE
    }

    /**
     * A table.
     *
     * @param sides where each column's text is
     * @param head the first row, over all others
     * @param rows the others; each has as many cells as the head
     */
    record Table(List<Side> sides, Row head, List<Row> rows) implements Block {
        public Table {
            sides = List.copyOf(sides);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A row of a table.
     *
     * @param cells what each says
     */
    record Row(List<List<Inline>> cells) {
        public Row {
            cells = cells.stream().map(List::copyOf).toList();
        }
    }

    /** Where the text of a column is. */
    enum Side {
        /** Where reading begins. */
        LEFT,
        /** In the middle. */
        CENTER,
        /** Where reading ends. */
        RIGHT
    }

    /** A line between two things. */
    record Rule() implements Block {}
}
