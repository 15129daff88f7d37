package online.cloudtolocalllm.chat.view.style;

import java.util.Objects;

/** Where the style sheets of the window's parts are. Thread-safe. */
public final class StyleSheet {

    private StyleSheet() {}

    /** The address of this part's, such as of {@code picker}. */
    public static String of(String part) {
        return Objects.requireNonNull(
                        StyleSheet.class.getResource("/online/cloudtolocalllm/chat/view/" + part + ".css"))
                .toExternalForm();
    }
}
