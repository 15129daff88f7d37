package online.cloudtolocalllm.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/** Light and dark. For JavaFX's thread. */
final class Theme {

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final String OWN =
            Objects.requireNonNull(Theme.class.getResource("window.css")).toExternalForm();

    private final Scene scene;
    private boolean dark;

    /** That of this scene, light at first. */
    Theme(Scene scene, boolean dark) {
        this.scene = scene;
        // What a window's parts add for themselves comes behind it.
        scene.getStylesheets().addFirst(OWN);
        colour(dark);
    }

    void set(boolean nowDark) {
        // The whole window is styled anew: not for nothing.
        if (nowDark != dark) {
            colour(nowDark);
        }
    }

    private void colour(boolean nowDark) {
        dark = nowDark;
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheetBSS() : new PrimerLight().getUserAgentStylesheetBSS());
        scene.getRoot().pseudoClassStateChanged(DARK, dark);
    }
}
