package online.cloudtolocalllm.chat.view.talk;

import java.util.function.LongConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.window.Parts;

/** Leafs through the versions of a message, where there are several: {@code ‹ 2/3 ›}. For JavaFX's thread. */
final class VersionSwitch extends HBox {

    private final Button before = Sign.LEFT.button("version-before", "The version before", () -> step(-1));
    private final Button next = Sign.RIGHT.button("version-next", "The next version", () -> step(1));
    private final Label place = Parts.text("", "quiet", "version-place");
    private final LongConsumer onVersion;
    private Message.Versions versions = Message.Versions.ONLY;

    /** One that gives the number of the version that is wanted. */
    VersionSwitch(LongConsumer onVersion) {
        this.onVersion = onVersion;
        setAlignment(Pos.CENTER_LEFT);
        place.setId("versions");
        place.setMinWidth(USE_PREF_SIZE);
    }

    private void step(int by) {
        int wanted = versions.index() + by;
        if (wanted >= 0 && wanted < versions.numbers().size()) {
            onVersion.accept(versions.numbers().get(wanted));
        }
    }

    void show(Message.Versions now, boolean usable) {
        versions = now;
        int count = now.numbers().size();
        place.setText(now.index() + 1 + "/" + count);
        place.setAccessibleText("Version " + (now.index() + 1) + " of " + count);
        before.setDisable(!usable || now.index() <= 0);
        next.setDisable(!usable || now.index() >= count - 1);
        Parts.there(this, now.several());
        // Most messages have one version, and what is in the scene is styled also unseen.
        if (now.several() && getChildren().isEmpty()) {
            getChildren().addAll(before, place, next);
        }
    }
}
