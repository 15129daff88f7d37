package online.cloudtolocalllm.settings.view.connection;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;

/** Completes what is typed into a field by the first name that begins so; what was added is marked, so that typing on replaces it. */
final class Completion {

    private Completion() {}

    static void add(TextField field, Supplier<List<String>> names) {
        field.setTextFormatter(new TextFormatter<>(change -> complete(change, names.get())));
    }

    private static TextFormatter.Change complete(TextFormatter.Change change, List<String> names) {
        // A single letter was typed, not a text pasted or put there, and nothing stands behind it.
        boolean typed = change.isAdded()
                && change.getText().length() == 1
                && change.getControlNewText().length() == change.getRangeStart() + 1;
        if (!typed) {
            return change;
        }
        String begun = change.getControlNewText();
        Optional<String> name = names.stream()
                .filter(candidate -> candidate.length() > begun.length()
                        && candidate.regionMatches(true, 0, begun, 0, begun.length()))
                .findFirst();
        name.ifPresent(whole -> {
            change.setText(change.getText() + whole.substring(begun.length()));
            change.selectRange(whole.length(), begun.length());
        });
        return change;
    }
}
