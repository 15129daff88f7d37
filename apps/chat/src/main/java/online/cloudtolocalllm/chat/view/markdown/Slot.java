package online.cloudtolocalllm.chat.view.markdown;

import java.util.function.Function;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import online.cloudtolocalllm.chat.model.markdown.Block;
import org.jspecify.annotations.Nullable;

/**
 * The room of a block in a long text, which is as high as the block while that is far out of sight and not drawn. For JavaFX's thread.
 */
final class Slot extends Region implements Drawn {

    private final Function<Block, Drawn> draw;
    private Block block;
    private @Nullable Drawn drawn;
    private double height;

    /** This block's, which is drawn at first. */
    Slot(Block block, Function<Block, Drawn> draw) {
        this.draw = draw;
        this.block = block;
        come();
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(Block other) {
        block = other;
        if (drawn == null || !drawn.take(other)) {
            put(draw.apply(other));
        }
        return true;
    }

    /** Draws the block, if it is not drawn. */
    void come() {
        if (drawn == null) {
            put(draw.apply(block));
        }
    }

    /** Lets the drawing go, and keeps its room. */
    void go() {
        if (drawn != null && getHeight() > 0) {
            height = getHeight();
            drawn = null;
            getChildren().clear();
        }
    }

    private void put(Drawn other) {
        drawn = other;
        getChildren().setAll(other.node());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return drawn == null ? height : drawn.node().prefHeight(width);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double high) {
        return drawn == null ? 0 : drawn.node().prefWidth(-1);
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
