package online.cloudtolocalllm.window;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import online.cloudtolocalllm.window.start.Place;
import online.cloudtolocalllm.window.start.PlaceFile;

/** The window itself: where it is, and that it comes to the front. For JavaFX's thread. */
final class ShellStage {

    /** The sizes in points in which the icon is there; a desktop takes the one it needs. */
    private static final List<Integer> ICONS = List.of(16, 24, 32, 48, 64, 128);

    private final Stage stage = new Stage();
    private final PlaceFile file;
    private final Executor disk;
    private final PauseTransition settled = new PauseTransition(Duration.seconds(1));
    /** Another window may change what all have in common. */
    private final Timeline looks;

    private Place place;

    /**
     * A window that is not shown yet.
     *
     * @param last where it was
     * @param disk runs what writes
     * @param look called once a second while the window is seen, and when it comes to be
     */
    ShellStage(
            String title,
            Scene scene,
            WindowSize size,
            Optional<Place> last,
            PlaceFile file,
            Executor disk,
            Runnable look) {
        this.file = file;
        this.disk = disk;
        List<Place> screens =
                Screen.getScreens().stream().map(ShellStage::usable).toList();
        place = last.map(known -> known.on(screens))
                .orElseGet(() -> Place.middle(usable(Screen.getPrimary()), size.width(), size.height()));
        stage.setTitle(title);
        stage.setScene(scene);
        stage.getIcons().setAll(ICONS.stream().map(ShellStage::icon).toList());
        stage.setMinWidth(size.leastWidth());
        stage.setMinHeight(size.leastHeight());
        stage.setX(place.x());
        stage.setY(place.y());
        stage.setWidth(place.width());
        stage.setHeight(place.height());
        stage.setMaximized(place.maximized());
        settled.setOnFinished(event -> keep());
        InvalidationListener moved = property -> settled.playFromStart();
        stage.xProperty().addListener(moved);
        stage.yProperty().addListener(moved);
        stage.widthProperty().addListener(moved);
        stage.heightProperty().addListener(moved);
        stage.maximizedProperty().addListener(moved);
        looks = new Timeline(new KeyFrame(Duration.seconds(1), second -> look.run()));
        looks.setCycleCount(Animation.INDEFINITE);
        InvalidationListener seen = property -> watch(stage.isShowing() && !stage.isIconified(), look);
        stage.showingProperty().addListener(seen);
        stage.iconifiedProperty().addListener(seen);
    }

    private static Image icon(int size) {
        String name = "icon-" + size + ".png";
        return new Image(
                Objects.requireNonNull(ShellStage.class.getResource(name), name).toExternalForm());
    }

    private static Place usable(Screen screen) {
        Rectangle2D bounds = screen.getVisualBounds();
        return new Place(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight(), false);
    }

    private void watch(boolean seen, Runnable look) {
        if (seen) {
            look.run();
            looks.play();
        } else {
            looks.stop();
        }
    }

    Stage stage() {
        return stage;
    }

    void front() {
        stage.show();
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    void hide() {
        stage.hide();
    }

    private void keep() {
        Place now = current();
        if (!now.equals(place)) {
            place = now;
            disk.execute(() -> file.keep(now));
        }
    }

    /** A window that is hidden or small in a panel says nothing about where it belongs. */
    private Place current() {
        if (!stage.isShowing() || stage.isIconified()) {
            return place;
        }
        if (stage.isMaximized()) {
            return new Place(place.x(), place.y(), place.width(), place.height(), true);
        }
        return new Place(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
    }

    /** Closes it and keeps its place at once. */
    void close() {
        settled.stop();
        keep();
        stage.close();
    }
}
