package online.cloudtolocalllm.chat.view.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * Rows of different heights, of which only those near what is seen exist as nodes. It is laid out from the row that is read: upwards and
 * downwards until what is seen is full, and a margin more. Nothing depends on the heights of rows that were never made; only the scroll bar
 * guesses them. For JavaFX's thread.
 */
final class MessageRoll extends Region {

    /** The column of text is not wider: longer lines are hard to follow. */
    static final double COLUMN = 760;

    private static final double LEAST_SIDE = 16;
    private static final double TOP = 24;
    private static final double BOTTOM = 16;
    private static final double GAP = 24;

    private final RollPlace place = new RollPlace();
    private final RollRows rows;
    private final ScrollBar bar = new ScrollBar();
    private final Rectangle clip = new Rectangle();
    private Runnable onPlaced = () -> {};
    private boolean placing;
    /** Whether the last row is the end of all there are. */
    private boolean whole = true;

    private int first;
    private int last = -1;

    /**
     * An empty one.
     *
     * @param make makes the card of the message with this key, and shows the message on it
     */
    MessageRoll(Function<Long, MessageCard> make) {
        rows = new RollRows(place, getChildren(), make);
        setId("messages");
        getStyleClass().add("message-roll");
        setFocusTraversable(true);
        setAccessibleText("Conversation");
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.valueProperty().subscribe(value -> {
            if (!placing) {
                if (value.doubleValue() >= bar.getMax() - 1) {
                    toEnd();
                } else {
                    place.pass(value.doubleValue() - TOP);
                    requestLayout();
                }
            }
        });
        setClip(clip);
        getChildren().add(bar);
    }

    /** Runs this after each placing. */
    void onPlaced(Runnable action) {
        onPlaced = action;
    }

    /**
     * These rows there are now.
     *
     * @param keys a number for each, all different
     * @param nowWhole whether the last is the end of all there are
     */
    void keys(List<Long> keys, boolean nowWhole) {
        whole = nowWhole;
        place.keys(keys);
        rows.retain();
        requestLayout();
    }

    /** Begins anew at the end, for another conversation. */
    void clear() {
        keys(List.of(), true);
        place.clear();
    }

    /** The cards that exist, by their keys. */
    Map<Long, MessageCard> cards() {
        return rows.cards();
    }

    /** Goes to the end, and stays there while it grows. */
    void toEnd() {
        place.follow();
        requestLayout();
    }

    /** Stays where it is, whatever becomes higher at the next layout. */
    void hold() {
        place.anchor(place.anchor(), place.top());
        requestLayout();
    }

    /** Whether the end is seen and followed. */
    boolean following() {
        return place.following();
    }

    /** Goes to this row, so that some of what is before it is seen. */
    void toRow(long key) {
        int index = place.index(key);
        if (index >= 0) {
            place.anchor(index, getHeight() / 4);
            requestLayout();
        }
    }

    /** Goes to the first row. */
    void toBegin() {
        place.anchor(0, TOP);
        requestLayout();
    }

    /** Goes downwards by so many pixels, or upwards. */
    void scroll(double pixels) {
        if (place.count() > 0 && !(pixels > 0 && place.following())) {
            place.anchor(place.anchor(), place.top() - pixels);
            requestLayout();
        }
    }

    /** Most of what is seen. */
    double page() {
        return Math.max(40, getHeight() - 64);
    }

    /** The index of the first row that exists now; that of a later one cannot be asked for sooner. */
    int first() {
        return first;
    }

    /** How many rows there are behind the last that exists now. */
    int behind() {
        return place.count() - 1 - last;
    }

    /** Has a node within a row be seen. */
    void reveal(Node node) {
        layout();
        double y = sceneToLocal(node.localToScene(node.getBoundsInLocal())).getMinY();
        double end = sceneToLocal(node.localToScene(node.getBoundsInLocal())).getMaxY();
        if (y < 0) {
            scroll(y - BOTTOM);
        } else if (end > getHeight()) {
            scroll(Math.min(y, end - getHeight() + BOTTOM));
        }
    }

    private double column() {
        return Math.max(1, Math.min(COLUMN, getWidth() - 2 * side()));
    }

    private double side() {
        return Math.max(LEAST_SIDE, Math.min(32, getWidth() / 24));
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        placing = true;
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        rows.begin(column(), GAP);
        List<double[]> placed = placed();
        rows.letGo(getHeight());
        double left = snapPositionX((getWidth() - column()) / 2);
        for (double[] one : placed) {
            RollRows.Row row = rows.row((int) one[0]);
            row.card().root().resizeRelocate(left, snapPositionY(one[1]), column(), row.height());
        }
        first = placed.stream().mapToInt(one -> (int) one[0]).min().orElse(0);
        last = placed.stream().mapToInt(one -> (int) one[0]).max().orElse(-1);
        bar();
        placing = false;
        onPlaced.run();
    }

    /** Indexes and tops of the rows that are near. */
    private List<double[]> placed() {
        List<double[]> placed = new ArrayList<>();
        int count = place.count();
        if (count == 0) {
            return placed;
        }
        double height = getHeight();
        if (!place.following()) {
            double end = down(place.anchor(), place.top(), placed);
            boolean reached = placed.isEmpty() ? end < height : (int) placed.getLast()[0] == count - 1;
            if (reached && end <= height - BOTTOM + 0.5) {
                // Nothing is below: what is seen ends where the rows end.
                placed.clear();
                return fromEnd(placed);
            }
            double above = up(place.anchor() - 1, place.top(), placed);
            if (above > TOP) {
                placed.clear();
                place.anchor(0, TOP);
                down(0, TOP, placed);
            }
            seen(placed);
            return placed;
        }
        return fromEnd(placed);
    }

    private List<double[]> fromEnd(List<double[]> placed) {
        double above = up(place.count() - 1, getHeight() - BOTTOM + GAP, placed);
        if (above > TOP) {
            placed.clear();
            down(0, TOP, placed);
        }
        seen(placed);
        if (whole) {
            place.follow();
        } else {
            place.anchor(place.anchor(), place.top());
        }
        return placed;
    }

    /** The reader is at the first row of which something is seen. */
    private void seen(List<double[]> placed) {
        placed.stream()
                .filter(one -> one[1] + rows.row((int) one[0]).height() > 0)
                .min((one, other) -> Double.compare(one[0], other[0]))
                .ifPresent(one -> place.seen((int) one[0], one[1]));
    }

    /** Places rows from this one on, and tells where they end, without the gap behind the last. */
    private double down(int from, double at, List<double[]> placed) {
        double y = at;
        int index = from;
        while (index < place.count() && y < 2 * getHeight()) {
            placed.add(new double[] {index, y});
            y += rows.height(index) + GAP;
            index++;
        }
        return y - GAP;
    }

    /** Places rows from this one upwards, the first of them ending before this height, and tells where they begin. */
    private double up(int from, double before, List<double[]> placed) {
        double y = before;
        int index = from;
        while (index >= 0 && y > -getHeight()) {
            y -= rows.height(index) + GAP;
            placed.add(new double[] {index, y});
            index--;
        }
        return y;
    }

    private void bar() {
        double beyond = TOP + place.total() - GAP + BOTTOM - getHeight();
        boolean needed = beyond > 0.5;
        bar.setVisible(needed);
        bar.setMax(Math.max(1, beyond));
        bar.setVisibleAmount(Math.max(1, beyond) * getHeight() / (Math.max(1, beyond) + getHeight()));
        bar.setUnitIncrement(40);
        bar.setBlockIncrement(page());
        bar.setValue(place.following() ? bar.getMax() : Math.clamp(place.passed() + TOP, 0, Math.max(1, beyond)));
        double wide = snapSizeX(bar.prefWidth(-1));
        bar.resizeRelocate(getWidth() - wide, 0, wide, getHeight());
    }

    @Override
    protected double computePrefHeight(double width) {
        return 400;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 40;
    }
}
