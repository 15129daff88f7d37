package online.cloudtolocalllm.chat.view.talk;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/** The rows of a roll that exist as nodes: made when they come near, measured when they changed, let go when they are far. For JavaFX's thread. */
final class RollRows {

    private final RollPlace place;
    private final List<Node> nodes;
    private final Function<Long, MessageCard> make;
    private final BiConsumer<MessageCard, Long> fill;
    private final Map<Long, Row> rows = new HashMap<>();
    private final Set<Long> wanted = new HashSet<>();
    private double width = 1;
    private double gap;

    private enum Side {
        NONE,
        BEGIN,
        END
    }

    /** One of them. */
    static final class Row {
        private final MessageCard card;
        private double width = -1;
        private double height;
        /** From which side it is being drawn, as long as parts of it wait. */
        private Side side = Side.NONE;

        private Row(MessageCard card) {
            this.card = card;
        }

        MessageCard card() {
            return card;
        }

        /** As it was measured last. */
        double height() {
            return height;
        }
    }

    /**
     * None yet.
     *
     * @param place knows which there are, and learns their heights
     * @param nodes has their nodes, in the order of the rows, before all others
     * @param make makes an empty card for the message with this key
     * @param fill shows the message with this key on its card
     */
    RollRows(RollPlace place, List<Node> nodes, Function<Long, MessageCard> make, BiConsumer<MessageCard, Long> fill) {
        this.place = place;
        this.nodes = nodes;
        this.make = make;
        this.fill = fill;
    }

    /** The cards that exist, by their keys. */
    Map<Long, MessageCard> cards() {
        Map<Long, MessageCard> cards = new HashMap<>();
        rows.forEach((key, row) -> cards.put(key, row.card));
        return cards;
    }

    /** Forgets those that there are no more. */
    void retain() {
        rows.entrySet().removeIf(entry -> {
            boolean gone = place.index(entry.getKey()) < 0;
            if (gone) {
                nodes.remove(entry.getValue().card.root());
            }
            return gone;
        });
    }

    /**
     * A layout begins: what is not asked for until {@link #letGo} is far.
     *
     * @param column how wide they are
     * @param between how much is between two of them
     */
    void begin(double column, double between) {
        width = column;
        gap = between;
        wanted.clear();
    }

    /** Whether the row at this index is made already. */
    boolean exists(int index) {
        return rows.containsKey(place.key(index));
    }

    /** The row at this index, which is made if it does not exist. */
    Row row(int index) {
        long key = place.key(index);
        wanted.add(key);
        Row there = rows.get(key);
        if (there != null) {
            return there;
        }
        Row made = new Row(make.apply(key));
        // Tab goes through them as they are read.
        int at = (int) rows.keySet().stream()
                .filter(other -> place.index(other) < index)
                .count();
        rows.put(key, made);
        nodes.add(at, made.card.root());
        // What comes into a scene is styled once for each of its ancestors that come with it.
        fill.accept(made.card, key);
        made.card.root().applyCss();
        return made;
    }

    /** Whether parts of the row at this index wait to be drawn. */
    boolean waiting(int index) {
        Row row = rows.get(place.key(index));
        return row != null && row.card.waiting();
    }

    /** Whether it is the beginning of the row at this index that waits to be drawn. */
    boolean rising(int index) {
        Row row = rows.get(place.key(index));
        return row != null && row.side == Side.END && row.card.waiting();
    }

    /** Draws one more part of the row at this index below those that are drawn; false if there is none. */
    boolean down(int index) {
        Row row = row(index);
        if (!row.card.waiting() || row.side == Side.END) {
            return false;
        }
        row.side = Side.BEGIN;
        row.card.begin(false);
        row.card.root().applyCss();
        return true;
    }

    /** Draws one more part of the row at this index above those that are drawn; false if there is none. */
    boolean up(int index) {
        Row row = row(index);
        if (!row.card.waiting()) {
            return false;
        }
        if (row.side == Side.BEGIN) {
            // Its end is wanted now, and what is between would be missed.
            while (row.card.waiting()) {
                row.card.begin(false);
            }
        } else {
            row.side = Side.END;
            row.card.begin(true);
        }
        row.card.root().applyCss();
        return true;
    }

    /** How high the row at this index is, measured where it has to be. */
    double height(int index) {
        Row row = row(index);
        Region root = row.card.root();
        if (row.width != width || root.isNeedsLayout()) {
            row.width = width;
            row.height = root.snapSizeY(root.prefHeight(row.width));
            place.height(index, row.height + gap);
        }
        return row.height;
    }

    /**
     * Takes away those that are far.
     *
     * @param seen how high what is seen is
     */
    void letGo(double seen) {
        rows.entrySet().removeIf(entry -> {
            if (wanted.contains(entry.getKey())) {
                return false;
            }
            MessageCard card = entry.getValue().card;
            if (card.inUse() || card.root().isFocusWithin()) {
                // It is written in, out of sight.
                card.root().relocate(0, -2 * card.root().getHeight() - seen);
                return false;
            }
            nodes.remove(card.root());
            return true;
        });
    }
}
