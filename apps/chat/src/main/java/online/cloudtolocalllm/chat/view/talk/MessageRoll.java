package online.cloudtolocalllm.chat.view.talk;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.application.Platform;
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

    private final RollPlace place = new RollPlace();
    private final RollRows rows;
    private final RollArea area;
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
     * @param make makes an empty card for the message with this key
     * @param fill shows the message with this key on its card
     */
    MessageRoll(Function<Long, MessageCard> make, BiConsumer<MessageCard, Long> fill) {
        rows = new RollRows(place, getChildren(), make, fill);
        area = new RollArea(place, rows);
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
                    place.pass(value.doubleValue() - RollArea.TOP);
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
        place.anchor(0, RollArea.TOP);
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
            scroll(y - RollArea.BOTTOM);
        } else if (end > getHeight()) {
            scroll(Math.min(y, end - getHeight() + RollArea.BOTTOM));
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
        rows.begin(column(), RollArea.GAP);
        List<RollArea.Placed> placed = area.of(getHeight(), whole);
        rows.letGo(getHeight());
        double left = snapPositionX((getWidth() - column()) / 2);
        for (RollArea.Placed one : placed) {
            RollRows.Row row = rows.row(one.index());
            row.card().root().resizeRelocate(left, snapPositionY(one.top()), column(), row.height());
        }
        first = placed.stream().mapToInt(RollArea.Placed::index).min().orElse(0);
        last = placed.stream().mapToInt(RollArea.Placed::index).max().orElse(-1);
        bar();
        placing = false;
        if (area.lacking()) {
            Platform.runLater(this::requestLayout);
        }
        onPlaced.run();
    }

    private void bar() {
        double beyond = RollArea.TOP + place.total() - RollArea.GAP + RollArea.BOTTOM - getHeight();
        boolean needed = beyond > 0.5;
        bar.setVisible(needed);
        bar.setMax(Math.max(1, beyond));
        bar.setVisibleAmount(Math.max(1, beyond) * getHeight() / (Math.max(1, beyond) + getHeight()));
        bar.setUnitIncrement(40);
        bar.setBlockIncrement(page());
        bar.setValue(
                place.following() ? bar.getMax() : Math.clamp(place.passed() + RollArea.TOP, 0, Math.max(1, beyond)));
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
