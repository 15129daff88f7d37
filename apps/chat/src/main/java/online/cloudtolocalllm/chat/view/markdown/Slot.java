package online.cloudtolocalllm.chat.view.markdown;

import java.util.List;
import java.util.function.Function;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The room of a part of a long text, which is as large as the part while that is far out of sight and not drawn. Its height is not asked
 * for again before something in it changes: those around it ask several times for each of theirs. For JavaFX's thread.
 *
 * @param <T> what the part is drawn of
 */
final class Slot<T> extends Region implements Drawn<T> {

    private final Function<T, ? extends Drawn<T>> draw;
    private T part;
    private @Nullable Drawn<T> drawn;
    private double width;
    private double height;
    /** The width for which the known height is; 0 if none is known. */
    private double knownWidth;

    private double known;
    /** Whether the part was never drawn, and has no room yet. */
    private boolean waiting;

    /** This part's, which is drawn at first. */
    Slot(T part, Function<T, ? extends Drawn<T>> draw) {
        this(part, draw, false);
    }

    /** This part's, which is drawn at first or waits until it is told to begin. */
    Slot(T part, Function<T, ? extends Drawn<T>> draw, boolean waiting) {
        this.draw = draw;
        this.part = part;
        this.waiting = waiting;
        setManaged(!waiting);
        setVisible(!waiting);
        come();
    }

    boolean waiting() {
        return waiting;
    }

    /** Draws the part, if it waits for it. */
    void begin() {
        if (waiting) {
            waiting = false;
            come();
            setVisible(true);
            setManaged(true);
        }
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(T other) {
        part = other;
        if (!waiting && (drawn == null || !drawn.take(other))) {
            put(draw.apply(other));
        }
        return true;
    }

    @Override
    public List<Slot<?>> slots() {
        return drawn == null ? List.of() : drawn.slots();
    }

    /** Draws the part, if it is not drawn and does not wait. */
    void come() {
        if (drawn == null && !waiting) {
            put(draw.apply(part));
        }
    }

    /** Lets the drawing go, and keeps its room. */
    void go() {
        if (drawn != null && getHeight() > 0) {
            width = prefWidth(-1);
            height = getHeight();
            drawn = null;
            getChildren().clear();
        }
    }

    private void put(Drawn<T> other) {
        drawn = other;
        getChildren().setAll(other.node());
    }

    /** Also called when something within changed. */
    @Override
    public void requestLayout() {
        knownWidth = 0;
        super.requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double wide) {
        if (drawn == null) {
            return height;
        }
        if (wide <= 0 || wide != knownWidth) {
            known = drawn.node().prefHeight(wide);
            knownWidth = wide;
        }
        return known;
    }

    @Override
    protected double computeMinHeight(double wide) {
        return computePrefHeight(wide);
    }

    @Override
    protected double computePrefWidth(double high) {
        return drawn == null ? width : drawn.node().prefWidth(-1);
    }

    @Override
    protected double computeMinWidth(double high) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        if (drawn != null) {
            drawn.node().resizeRelocate(0, 0, getWidth(), getHeight());
        }
    }
}
