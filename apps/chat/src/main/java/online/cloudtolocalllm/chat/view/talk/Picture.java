package online.cloudtolocalllm.chat.view.talk;

import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** A picture of a message, small: its name until it is decoded, and where it cannot be. For JavaFX's thread. */
final class Picture extends StackPane {

    /** One that is at most so wide and high. */
    Picture(Image image, double side) {
        String words = Words.plain(image.name());
        Label name = Parts.text(words, "quiet", "small-words");
        name.setMaxWidth(side - 16);
        getStyleClass().add("picture");
        setMinSize(side / 2, side / 2);
        setMaxSize(side, side);
        setAccessibleText("Picture: " + words);
        Tooltip.install(this, new Tooltip(words));
        getChildren().add(name);
        Thread.ofVirtual().name("picture").start(() -> {
            Optional<javafx.scene.image.Image> small = PictureBytes.small(image, side);
            small.ifPresent(decoded -> Platform.runLater(() -> {
                ImageView view = new ImageView(decoded);
                view.setFitWidth(Math.min(side, decoded.getWidth() / PictureBytes.SHARP));
                view.setFitHeight(Math.min(side, decoded.getHeight() / PictureBytes.SHARP));
                view.setPreserveRatio(true);
                setMinSize(view.getFitWidth(), view.getFitHeight());
                getChildren().setAll(view);
            }));
        });
    }
}
