package online.cloudtolocalllm.chat.view.shortcuts;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** Keys in words. Pure. */
final class KeyWords {

    private KeyWords() {}

    /** Such as {@code Ctrl+K}; the toolkit's sign for the Enter key is in few fonts. */
    static String of(KeyCombination keys) {
        String shown = keys.getDisplayText();
        if (!(keys instanceof KeyCodeCombination combination)) {
            return shown;
        }
        String own = named(combination.getCode());
        return own.isEmpty() ? shown : before(shown, combination.getCode()) + own;
    }

    private static String named(KeyCode code) {
        return switch (code) {
            case ENTER -> "Enter";
            case ESCAPE -> "Esc";
            case UP -> "↑";
            case DELETE -> "Del";
            default -> "";
        };
    }

    /** The modifiers. */
    private static String before(String shown, KeyCode code) {
        String plain = new KeyCodeCombination(code).getDisplayText();
        return shown.substring(0, shown.length() - plain.length());
    }
}
