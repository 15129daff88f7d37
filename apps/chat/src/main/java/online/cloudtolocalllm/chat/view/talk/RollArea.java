package online.cloudtolocalllm.chat.view.talk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which rows are in what is seen and near it, and where they stand. What is seen is made at once; of what is
 * near, a little each time and nothing where something that is seen had to be made, so that going to another place never takes long. So a
 * long row may be drawn in part: what is above what is seen, or below, comes later. For JavaFX's thread.
 */
final class RollArea {

    static final double TOP = 24;
    static final double BOTTOM = 16;
    static final double GAP = 24;

    private final RollPlace place;
    private final RollRows rows;
    private final List<Placed> placed = new ArrayList<>();
    private double height;
    private boolean whole;
    private int made;
    private boolean lacking;

    RollArea(RollPlace place, RollRows rows) {
        this.place = place;
        this.rows = rows;
    }

    /**
     * Where a row stands.
     *
     * @param index which row
     * @param top where it begins, from the top of what is seen
     */
    record Placed(int index, double top) {}

    /**
     * Looks which rows are near now, and puts the reader's place to what is seen.
     *
     * @param seen how high what is seen is
     * @param end whether the last row is the end of all there are
     */
    List<Placed> of(double seen, boolean end) {
        height = seen;
        whole = end;
        made = 0;
        lacking = false;
        placed.clear();
        if (place.count() > 0) {
            place();
        }
        return List.copyOf(placed);
    }

    /** Whether some that are near were not made the last time. */
    boolean lacking() {
        return lacking;
    }

    private void place() {
        if (place.following()) {
            fromEnd();
            return;
        }
        rise();
        double end = down(place.anchor(), place.top(), height);
        boolean reached = !placed.isEmpty() && placed.getLast().index() == place.count() - 1;
        if (reached && end <= height - BOTTOM + 0.5) {
            // Nothing is below: what is seen ends where the rows end.
            placed.clear();
            fromEnd();
            return;
        }
        double above = up(place.anchor() - 1, place.top(), 0);
        if (above > TOP) {
            placed.clear();
            place.anchor(0, TOP);
            down(0, TOP, height);
        }
        seen();
        around();
    }

    private void fromEnd() {
        double above = up(place.count() - 1, height - BOTTOM + GAP, 0);
        if (above > TOP) {
            placed.clear();
            down(0, TOP, height);
        }
        seen();
        if (whole) {
            place.follow();
        } else {
            place.anchor(place.anchor(), place.top());
        }
        around();
    }

    /** The reader is at the first row of which something is seen. */
    private void seen() {
        placed.stream()
                .filter(one -> one.top() + rows.height(one.index()) > 0)
                .min(Comparator.comparingInt(Placed::index))
                .ifPresent(one -> place.seen(one.index(), one.top()));
    }

    /** Goes on, as far as is near, in both directions. */
    private void around() {
        if (placed.isEmpty()) {
            return;
        }
        Placed last =
                placed.stream().max(Comparator.comparingInt(Placed::index)).orElseThrow();
        near(last.index() + 1, last.top() + rows.height(last.index()) + GAP, 1);
        Placed first =
                placed.stream().min(Comparator.comparingInt(Placed::index)).orElseThrow();
        near(first.index() - 1, first.top(), -1);
    }

    private void near(int from, double at, int step) {
        double y = at;
        int index = from;
        while (index >= 0 && index < place.count() && y > -height && y < 2 * height) {
            if (!rows.exists(index) && made > 0) {
                lacking = true;
                return;
            }
            little(index, step < 0);
            double high = rows.height(index) + GAP;
            placed.add(new Placed(index, step > 0 ? y : y - high));
            y += step * high;
            if (rows.waiting(index)) {
                // What is behind it would move with it.
                return;
            }
            index += step;
        }
    }

    /** Draws a little more of a row, if nothing else was made. */
    private void little(int index, boolean upwards) {
        if (!rows.exists(index)) {
            rows.row(index);
            made++;
        } else if (made == 0 && (upwards ? rows.up(index) : rows.down(index))) {
            made++;
        }
        lacking |= rows.waiting(index);
    }

    /** A row whose end alone is drawn grows upwards, and what is seen of it stays. */
    private void rise() {
        int index = place.anchor();
        double top = place.top();
        while (rows.rising(index) && (made == 0 || top > 0)) {
            double before = rows.height(index);
            rows.up(index);
            made++;
            top -= rows.height(index) - before;
        }
        place.anchor(index, top);
        lacking |= rows.waiting(index);
    }

    /** Places rows from this one on, before this height, and tells where they end, without the gap behind the last. */
    private double down(int from, double at, double before) {
        double y = at;
        int index = from;
        while (index < place.count() && y < before) {
            placed.add(new Placed(index, y));
            little(index, false);
            while (y + rows.height(index) <= before && rows.down(index)) {
                made++;
            }
            y += rows.height(index) + GAP;
            index++;
        }
        return y - GAP;
    }

    /** Places rows from this one upwards, the first of them ending before this height, behind that one, and tells where they begin. */
    private double up(int from, double before, double behind) {
        double y = before;
        int index = from;
        while (index >= 0 && y > behind) {
            little(index, true);
            while (y - GAP - rows.height(index) > behind && rows.up(index)) {
                made++;
            }
            y -= rows.height(index) + GAP;
            placed.add(new Placed(index, y));
            index--;
        }
        return y;
    }
}
