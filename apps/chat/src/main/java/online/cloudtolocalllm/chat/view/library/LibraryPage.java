package online.cloudtolocalllm.chat.view.library;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.library.Library;
import online.cloudtolocalllm.chat.model.library.LibraryState;
import online.cloudtolocalllm.chat.model.library.ModelRow;
import online.cloudtolocalllm.chat.view.picker.ModelCell;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.window.EmptyNote;
import online.cloudtolocalllm.window.Parts;

/** The page of all models. For JavaFX's thread. */
public final class LibraryPage {

    private final Library library;
    private final Label count = Parts.paragraph("", "quiet");
    private final PullForm form;
    private final PullList pulls;
    private final TextField search = new TextField();
    private final Label problem = Parts.paragraph("", "tone-bad");
    private final HBox problemLine;
    private final ListView<ModelRow> list = new ListView<>();
    private final EmptyNote empty = new EmptyNote("", "");
    private final DetailsPane details;
    private final VBox root;
    private boolean drawing;

    /**
     * One that shows this library from now on. Downloads go on when it is taken from the window.
     *
     * @param onChat gets the model that a new conversation is to be begun with
     * @param onClose goes back to the conversation
     */
    public LibraryPage(Library library, Consumer<String> onChat, Runnable onClose) {
        this.library = library;
        form = new PullForm(library.downloads());
        pulls = new PullList(library.downloads());
        details = new DetailsPane(library, onChat);
        search.setId("library-search");
        search.setPromptText("Search models");
        search.setAccessibleText("Search models");
        search.setPrefWidth(220);
        search.setMinWidth(96);
        search.textProperty().addListener((property, before, now) -> library.search(now));
        Button close = Parts.button("library-close", "✕", onClose);
        close.getStyleClass().add("flat");
        close.setAccessibleText("Back to the conversation");
        count.setId("library-count");
        Label title = Parts.text("Models", "page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(12, title, count, Parts.spring(), search, close);
        head.setAlignment(Pos.CENTER_LEFT);
        problem.setId("library-problem");
        problemLine =
                new HBox(12, problem, Parts.spring(), Parts.button("library-again", "Ask again", library::refresh));
        problemLine.setAlignment(Pos.CENTER_LEFT);
        list(onClose);
        StackPane models = new StackPane(list, empty);
        models.setMinHeight(96);
        VBox.setVgrow(models, Priority.ALWAYS);
        root = new VBox(12, head, form, pulls, problemLine, models, details);
        root.setId("library");
        root.getStyleClass().add("library-page");
        root.getStylesheets().addAll(StyleSheet.of("picker"), StyleSheet.of("library"));
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                onClose.run();
                event.consume();
            }
        });
        library.onChange(this::show);
    }

    private void list(Runnable onClose) {
        list.setId("library-models");
        list.setAccessibleText("Models");
        list.getStyleClass().add("model-rows");
        list.setFixedCellSize(ModelCell.HEIGHT);
        list.setCellFactory(ignored -> new ModelCell(row -> false));
        list.setPrefHeight(0);
        list.getSelectionModel().selectedItemProperty().addListener((property, before, row) -> {
            if (!drawing) {
                library.choose(row == null ? "" : row.model());
            }
        });
        // The list itself would take Esc, for an edit that it does not have.
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                onClose.run();
                event.consume();
            } else if (event.getCode() == KeyCode.DELETE) {
                library.state()
                        .chosen()
                        .filter(row -> row.deletable().size() == 1)
                        .ifPresent(row ->
                                library.delete(row.model(), row.deletable().getFirst()));
                event.consume();
            }
        });
    }

    private void show(LibraryState state) {
        drawing = true;
        count.setText(state.count());
        form.show(state);
        pulls.show(state.pulls());
        Parts.say(problem, state.problem());
        Parts.there(problemLine, !state.problem().isEmpty());
        if (!list.getItems().equals(state.rows())) {
            list.getItems().setAll(state.rows());
        }
        state.chosen().ifPresentOrElse(list.getSelectionModel()::select, list.getSelectionModel()::clearSelection);
        Parts.there(list, !state.rows().isEmpty());
        empty.say(state.emptyTitle(), state.emptySentence());
        Parts.there(empty, state.rows().isEmpty() && state.problem().isEmpty());
        details.show(state);
        drawing = false;
    }

    /** What is to be put into the window. */
    public Region root() {
        return root;
    }

    /** The page was turned to: asks the servers anew, and puts the cursor where a model is named. */
    public void shown() {
        library.refresh();
        focus();
    }

    /** Puts the cursor where a model is named. */
    public void focus() {
        form.focus();
    }
}
