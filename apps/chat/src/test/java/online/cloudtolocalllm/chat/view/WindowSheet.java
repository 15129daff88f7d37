package online.cloudtolocalllm.chat.view;

import java.util.Objects;
import online.cloudtolocalllm.window.Parts;

/** The style sheet that all windows have first. */
public final class WindowSheet {

    private WindowSheet() {}

    /** Its address. */
    public static String url() {
        return Objects.requireNonNull(Parts.class.getResource("window.css")).toExternalForm();
    }
}
