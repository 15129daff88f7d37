package online.cloudtolocalllm.chat.view.list;

import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.list.ListRow;
import online.cloudtolocalllm.chat.model.list.ListRow.Entry;
import online.cloudtolocalllm.window.Parts;
import org.jspecify.annotations.Nullable;

/** A row. Its cell is used for other rows when it is scrolled away. For JavaFX's thread. */
final class RowCell extends ListCell<ListRow> {

    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");
    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    private final RowActions actions;
    private final Runnable more;
    private final PiecesLine title = new PiecesLine();
    private final Label running = Parts.text("●", "conversation-running");
    private final Button menu = Parts.button("conversation-menu", "⋯", this::menu);
    private final HBox line = new HBox(title, running, menu);
    private final Excerpt excerpt = new Excerpt();
    private final VBox box = new VBox(line, excerpt);
    private Optional<TextField> rename = Optional.empty();
    private Runnable renamed = () -> {};

    RowCell(RowActions actions, Runnable more) {
        this.actions = actions;
        this.more = more;
        getStyleClass().add("conversation-cell");
        // As wide as the list, however long a title is.
        setPrefWidth(0);
        line.getStyleClass().add("conversation-line");
        running.setTooltip(new Tooltip("An answer is being written"));
        menu.getStyleClass().addAll("flat", "small", "conversation-menu");
        menu.setAccessibleText("What can be done with this conversation");
        // By keyboard its menu opens at the row.
        menu.setFocusTraversable(false);
        menu.visibleProperty().bind(hoverProperty().or(selectedProperty()));
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && rename.isEmpty()) {
                entry().ifPresent(actions::open);
            }
        });
        setOnContextMenuRequested(event -> {
            entry().ifPresent(entry -> actions.menu(entry).show(this, event.getScreenX(), event.getScreenY()));
            event.consume();
        });
    }

    private Optional<Entry> entry() {
        return getItem() instanceof Entry entry && !isEmpty() ? Optional.of(entry) : Optional.empty();
    }

    boolean shows(Entry entry) {
        return isVisible()
                && getScene() != null
                && entry().filter(entry::equals).isPresent();
    }

    /** Opens the menu at this row. */
    void menu() {
        entry().ifPresent(entry -> actions.menu(entry).show(menu, Side.BOTTOM, 0, 0));
    }

    /**
     * Has its title changed in place.
     *
     * @param done gets the conversation and its new title; called unless the person thought better of it
     * @param over called at the end, whatever it was
     */
    void rename(BiConsumer<Entry, String> done, Runnable over) {
        Optional<Entry> about = entry();
        if (about.isEmpty() || rename.isPresent()) {
            over.run();
            return;
        }
        Entry entry = about.get();
        TextField field = new TextField(entry.conversation().title());
        field.setId("rename");
        field.setAccessibleText("Title of the conversation");
        rename = Optional.of(field);
        renamed = over;
        field.setOnAction(event -> end(() -> done.accept(entry, field.getText())));
        field.focusedProperty().subscribe((was, is) -> {
            if (was && !is) {
                end(() -> done.accept(entry, field.getText()));
            }
        });
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                end(() -> {});
                event.consume();
            }
        });
        setGraphic(field);
        field.requestFocus();
        field.selectAll();
    }

    /** Once: leaving the field because it ended is not leaving it again. */
    private void end(Runnable outcome) {
        if (rename.isPresent()) {
            rename = Optional.empty();
            setGraphic(box);
            outcome.run();
            renamed.run();
        }
    }

    @Override
    protected void updateItem(@Nullable ListRow row, boolean empty) {
        super.updateItem(row, empty);
        rename.ifPresent(field -> end(() -> {}));
        setText(null);
        setGraphic(null);
        setAccessibleText(null);
        setId(null);
        pseudoClassStateChanged(OPEN, row instanceof Entry entry && entry.open());
        pseudoClassStateChanged(HEADING, row instanceof ListRow.Heading);
        setMouseTransparent(!(row instanceof Entry));
        if (row == null || empty) {
            return;
        }
        switch (row) {
            case ListRow.Heading(String text) -> setText(text);
            case ListRow.More() -> {
                setText("Reading more …");
                Platform.runLater(more);
            }
            case Entry entry -> show(entry);
        }
    }

    private void show(Entry entry) {
        title.show(entry.title());
        Parts.there(running, entry.running());
        excerpt.show(entry.excerpt());
        setId("conversation-" + entry.number());
        setAccessibleText(Excerpt.text(entry.title())
                + (entry.open() ? ", open" : "")
                + (entry.running() ? ", an answer is being written" : "")
                + (entry.excerpt().isEmpty() ? "" : ": " + Excerpt.text(entry.excerpt())));
        setGraphic(box);
    }
}
