package online.cloudtolocalllm.chat.view.list;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import online.cloudtolocalllm.chat.model.list.ConversationList;
import online.cloudtolocalllm.chat.model.list.ListRow;
import online.cloudtolocalllm.chat.model.list.ListRow.Entry;

/** The rows, of which those that are seen are nodes, and the keys among them. For JavaFX's thread. */
final class RowList {

    private final ListView<ListRow> view = new ListView<>();
    private final ConversationList list;
    private final RowActions actions;
    private final Runnable before;
    private final Runnable leave;
    /** What the rows are as soon as no title is being changed. */
    private List<ListRow> rows = List.of();

    private boolean renaming;

    /**
     * Rows of this list.
     *
     * @param before goes to what stands before the first row
     * @param leave goes to where one types
     */
    RowList(ConversationList list, FileQuestions files, Runnable before, Runnable leave) {
        this.list = list;
        this.before = before;
        this.leave = leave;
        actions = new RowActions(list, files, this::open, this::rename);
        view.setId("conversations");
        view.setAccessibleText("Conversations");
        view.getStyleClass().add("conversations");
        view.setCellFactory(any -> new RowCell(actions, list::more));
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        view.setOnContextMenuRequested(this::menu);
        view.getSelectionModel().selectedIndexProperty().subscribe((was, is) -> beside(was.intValue(), is.intValue()));
    }

    ListView<ListRow> root() {
        return view;
    }

    private void open(Entry entry) {
        list.open(entry.found());
        leave.run();
    }

    private Optional<Entry> selected() {
        return view.getSelectionModel().getSelectedItem() instanceof Entry entry
                ? Optional.of(entry)
                : Optional.empty();
    }

    private void pressed(KeyEvent event) {
        if (event.getTarget() instanceof TextField) {
            return;
        }
        boolean done =
                switch (event.getCode()) {
                    case UP -> up();
                    case DOWN -> go(view.getSelectionModel().getSelectedIndex() + 1, 1);
                    case HOME -> go(0, 1);
                    case END -> go(view.getItems().size() - 1, -1);
                    case ESCAPE -> {
                        leave.run();
                        yield true;
                    }
                    default ->
                        selected()
                                .filter(entry -> actions.pressed(event, entry))
                                .isPresent();
                };
        if (done) {
            event.consume();
        }
    }

    private boolean up() {
        if (!go(view.getSelectionModel().getSelectedIndex() - 1, -1)) {
            before.run();
        }
        return true;
    }

    /** Goes to the next conversation from there; headings are passed over. */
    private boolean go(int from, int step) {
        for (int i = from; i >= 0 && i < view.getItems().size(); i += step) {
            if (view.getItems().get(i) instanceof Entry) {
                view.getSelectionModel().clearAndSelect(i);
                view.getFocusModel().focus(i);
                bringIntoView(i);
                return true;
            }
        }
        return false;
    }

    /** With its heading, and only where it is not seen already: a list that jumps at each key is hard to read. */
    private void bringIntoView(int index) {
        boolean seen = view.getItems().get(index) instanceof Entry entry
                && cell(entry).filter(this::isWhollySeen).isPresent();
        if (!seen) {
            view.scrollTo(Math.max(0, index - 1));
        }
    }

    private boolean isWhollySeen(RowCell cell) {
        Bounds place = view.sceneToLocal(cell.localToScene(cell.getBoundsInLocal()));
        return place.getMinY() >= 0 && place.getMaxY() <= view.getHeight();
    }

    /** Whole pages are passed by the list itself, which may end at a heading. */
    private void beside(int was, int is) {
        if (is >= 0 && is < view.getItems().size() && !(view.getItems().get(is) instanceof Entry)) {
            int step = is >= was ? 1 : -1;
            Platform.runLater(() -> {
                if (view.getSelectionModel().getSelectedIndex() == is && !go(is, step)) {
                    go(is, -step);
                }
            });
        }
    }

    /** Goes to the first conversation, if there is one. */
    void first() {
        if (go(0, 1)) {
            view.requestFocus();
        }
    }

    /** Opens the first conversation, if there is one. */
    void openFirst() {
        rows.stream()
                .filter(Entry.class::isInstance)
                .map(Entry.class::cast)
                .findFirst()
                .ifPresent(this::open);
    }

    private void menu(ContextMenuEvent event) {
        selected().flatMap(this::cell).ifPresent(RowCell::menu);
        event.consume();
    }

    private Optional<RowCell> cell(Entry entry) {
        return view.lookupAll(".conversation-cell").stream()
                .filter(node -> node instanceof RowCell cell && cell.shows(entry))
                .map(RowCell.class::cast)
                .findFirst();
    }

    private void rename(Entry entry) {
        place(entry.number()).ifPresent(this::bringIntoView);
        view.layout();
        Optional<RowCell> cell = cell(entry);
        if (cell.isPresent()) {
            renaming = true;
            cell.get().rename((about, title) -> list.changes().rename(about.conversation(), title), this::renamed);
        }
    }

    private void renamed() {
        renaming = false;
        Platform.runLater(() -> show(rows));
        view.requestFocus();
    }

    /** Shows these. What stays is not touched: neither the place nor what is chosen moves. */
    void show(List<ListRow> next) {
        rows = next;
        if (renaming || next.equals(view.getItems())) {
            return;
        }
        Optional<Entry> chosen = selected();
        int index = view.getSelectionModel().getSelectedIndex();
        replace(view.getItems(), next);
        if (chosen.isPresent()) {
            place(chosen.get().number()).or(() -> nearest(index)).ifPresent(this::select);
        }
    }

    private static void replace(List<ListRow> shown, List<ListRow> next) {
        int least = Math.min(shown.size(), next.size());
        int head = 0;
        while (head < least && shown.get(head).equals(next.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < least - head && shown.get(shown.size() - 1 - tail).equals(next.get(next.size() - 1 - tail))) {
            tail++;
        }
        shown.subList(head, shown.size() - tail).clear();
        shown.addAll(head, next.subList(head, next.size() - tail));
    }

    private Optional<Integer> place(long number) {
        return IntStream.range(0, view.getItems().size())
                .filter(i -> view.getItems().get(i) instanceof Entry entry && entry.number() == number)
                .boxed()
                .findFirst();
    }

    private Optional<Integer> nearest(int index) {
        return IntStream.iterate(Math.min(index, view.getItems().size() - 1), i -> i >= 0, i -> i - 1)
                .filter(i -> view.getItems().get(i) instanceof Entry)
                .boxed()
                .findFirst();
    }

    private void select(int index) {
        if (view.getSelectionModel().getSelectedIndex() != index) {
            view.getSelectionModel().clearAndSelect(index);
            view.getFocusModel().focus(index);
        }
    }
}
