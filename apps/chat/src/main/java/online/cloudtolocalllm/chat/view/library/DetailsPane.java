package online.cloudtolocalllm.chat.view.library;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.library.Details;
import online.cloudtolocalllm.chat.model.library.Library;
import online.cloudtolocalllm.chat.model.library.LibraryState;
import online.cloudtolocalllm.chat.model.library.ModelRow;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/** The chosen model: what can be done with it, and what is known of it. For JavaFX's thread. */
final class DetailsPane extends VBox {

    private final Library library;
    private final Label name = Parts.text("", "details-title");
    private final Label where = Parts.text("", "model-small");
    private final Button chat;
    private final StackPane deleting = new StackPane();
    private final Label note = Parts.paragraph("", "quiet");
    private final FactsPane facts = new FactsPane();
    private Optional<ModelRow> shown = Optional.empty();

    /** One that is empty. */
    DetailsPane(Library library, Consumer<String> onChat) {
        this.library = library;
        setId("details");
        getStyleClass().add("details");
        chat = Parts.button(
                "details-chat", "New chat with it", () -> shown.ifPresent(row -> onChat.accept(row.model())));
        name.setMinWidth(64);
        where.setMinWidth(0);
        note.setId("details-note");
        HBox head = new HBox(8, new VBox(2, name, where), Parts.spring(), chat, deleting);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(Parts.hairline(), head, note, facts);
        Parts.there(this, false);
    }

    void show(LibraryState state) {
        if (!state.chosen().equals(shown)) {
            shown = state.chosen();
            shown.ifPresent(this::head);
        }
        Parts.there(this, shown.isPresent());
        switch (state.details()) {
            case Details.None ignored -> say("", Tone.QUIET, List.of(), List.of());
            case Details.Asking ignored -> say("Asking for its details …", Tone.QUIET, List.of(), List.of());
            case Details.Failed(String sentence) -> say(sentence, Tone.BAD, List.of(), List.of());
            case Details.Known(List<Details.Fact> few, List<Details.Fact> texts) -> say("", Tone.QUIET, few, texts);
        }
    }

    private void head(ModelRow row) {
        name.setText(row.label());
        where.setText(row.places().isEmpty() ? "Another name for a model" : "On " + row.where());
        chat.setDisable(!row.standing().isEmpty());
        deleting.getChildren().setAll(deletion(row));
    }

    private Node deletion(ModelRow row) {
        List<String> places = row.deletable();
        if (places.size() > 1) {
            MenuButton menu = new MenuButton("Delete from");
            menu.setId("details-delete");
            menu.setMinWidth(USE_PREF_SIZE);
            menu.getItems()
                    .setAll(places.stream()
                            .map(place -> {
                                MenuItem item = new MenuItem(Words.plain(place));
                                item.setMnemonicParsing(false);
                                item.setId("delete-from-" + place);
                                item.setOnAction(event -> library.delete(row.model(), place));
                                return item;
                            })
                            .toList());
            return menu;
        }
        Button delete = Parts.button("details-delete", "Delete", () -> places.stream()
                .findFirst()
                .ifPresent(place -> library.delete(row.model(), place)));
        delete.setDisable(places.isEmpty());
        places.stream().findFirst().ifPresent(place -> delete.setTooltip(new Tooltip("From " + Words.plain(place))));
        delete.setAccessibleText("Delete " + row.label());
        return delete;
    }

    private void say(String sentence, Tone tone, List<Details.Fact> few, List<Details.Fact> texts) {
        Parts.say(note, sentence);
        Parts.tone(note, tone);
        facts.show(few, texts);
    }
}
