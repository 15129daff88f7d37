package online.cloudtolocalllm.chat.view.markdown;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * Something that may be wider than there is room, and is as high as it is: scrolled sideways by its bar, a wheel that goes sideways, or
 * the arrow keys. A wheel that goes down is left to what is around it. For JavaFX's thread.
 */
final class Sideways extends Region {

    private static final double BAR_HEIGHT = 10;
    private static final double STEP = 40;

    private final Region content;
    private final ScrollBar bar = new ScrollBar();
    private final Rectangle clip = new Rectangle();

    Sideways(Region content) {
        this.content = content;
        bar.setOrientation(Orientation.HORIZONTAL);
        bar.getStyleClass().add("md-bar");
        bar.setUnitIncrement(STEP);
        bar.valueProperty().addListener(changed -> content.setTranslateX(-Math.rint(bar.getValue())));
        getStyleClass().add("md-sideways");
        getChildren().add(content);
        setClip(clip);
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void wheel(ScrollEvent event) {
        if (isFocusTraversable() && Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            move(-event.getDeltaX());
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        if (!isFocusTraversable() || !isFocused()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> move(-STEP);
            case RIGHT -> move(STEP);
            case HOME -> bar.setValue(0);
            case END -> bar.setValue(bar.getMax());
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(double by) {
        bar.setValue(Math.clamp(bar.getValue() + by, 0, bar.getMax()));
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return snapSizeX(content.prefWidth(-1));
    }

    @Override
    protected double computePrefHeight(double width) {
        double wide = snapSizeX(content.prefWidth(-1));
        return snapSizeY(content.prefHeight(wide)) + (width >= 0 && wide > width ? BAR_HEIGHT : 0);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double wide = Math.max(snapSizeX(content.prefWidth(-1)), getWidth());
        double high = snapSizeY(content.prefHeight(wide));
        content.resizeRelocate(0, 0, wide, high);
        boolean wider = wide > getWidth();
        if (wider && bar.getParent() == null) {
            getChildren().add(bar);
        }
        bar.setVisible(wider);
        setFocusTraversable(wider);
        bar.setMax(Math.max(0, wide - getWidth()));
        bar.setVisibleAmount(wider ? bar.getMax() * getWidth() / wide : 0);
        move(0);
        bar.resizeRelocate(0, getHeight() - BAR_HEIGHT, getWidth(), BAR_HEIGHT);
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
    }
}
