package online.cloudtolocalllm.settings.view.status;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import online.cloudtolocalllm.settings.model.status.TableLine;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;

/**
 * A table of lines that come and change while it is looked at: what is selected stays selected, and where one has scrolled to stays
 * there. Ctrl-C copies the selected lines.
 */
final class LineTable extends TableView<TableLine> {

    private static final double ROW = 26;
    private static final double HEAD = 32;

    private final List<String> headings;

    /**
     * An empty one.
     *
     * @param widths of the columns, in pixels; the last one takes what is left
     * @param numbers which columns have numbers, which stand at the right
     */
    LineTable(List<String> headings, List<Integer> widths, Set<Integer> numbers) {
        this.headings = headings;
        getStyleClass().addAll("dense", "line-table");
        setFixedCellSize(ROW);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        for (int i = 0; i < headings.size(); i++) {
            getColumns().add(column(i, widths.get(i), numbers.contains(i)));
        }
        MenuItem copy = new MenuItem("Copy");
        copy.setOnAction(event -> copySelected());
        setContextMenu(new ContextMenu(copy));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
                copySelected();
                event.consume();
            }
        });
    }

    private TableColumn<TableLine, String> column(int index, int width, boolean number) {
        TableColumn<TableLine, String> column = new TableColumn<>(headings.get(index));
        column.setCellValueFactory(
                line -> new ReadOnlyStringWrapper(line.getValue().cells().get(index)));
        boolean last = index + 1 == headings.size();
        column.setCellFactory(ignored -> new Cell(last));
        // In a small window times and ends are read first.
        double least = index == 0 ? width : last ? 100 : 40 + width / 8.0;
        column.setMinWidth(Math.min(width, least));
        column.setPrefWidth(width);
        column.setSortable(false);
        if (number) {
            column.getStyleClass().add("number");
        }
        column.setReorderable(false);
        return column;
    }

    /** How high one with so many lines is. */
    static double heightOf(int lines) {
        return HEAD + lines * ROW + 2;
    }

    /** A cell; the last one of a line has the line's colour. */
    private static final class Cell extends TableCell<TableLine, String> {
        private final boolean toned;

        Cell(boolean toned) {
            this.toned = toned;
        }

        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            if (toned) {
                TableLine line =
                        empty || getTableRow() == null ? null : getTableRow().getItem();
                Parts.tone(this, line == null ? Tone.QUIET : line.tone());
            }
        }
    }

    /** Opens a line: with Enter, Space or the pointer. */
    void onOpen(Consumer<TableLine> open) {
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                selected().ifPresent(open);
                event.consume();
            }
        });
        setOnMouseClicked(event -> {
            if (event.isStillSincePress() && !event.isShiftDown() && !event.isShortcutDown()) {
                selected().ifPresent(open);
            }
        });
    }

    Optional<TableLine> selected() {
        return Optional.ofNullable(getSelectionModel().getSelectedItem());
    }

    private void copySelected() {
        List<TableLine> lines = List.copyOf(getSelectionModel().getSelectedItems());
        if (!lines.isEmpty()) {
            Copying.put(TableLine.text(headings, lines));
        }
    }

    /** Shows these lines. Only those that are others are touched. */
    void show(List<TableLine> lines) {
        ObservableList<TableLine> items = getItems();
        int shorter = Math.min(items.size(), lines.size());
        int head = 0;
        while (head < shorter && items.get(head).equals(lines.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && items.get(items.size() - 1 - tail).equals(lines.get(lines.size() - 1 - tail))) {
            tail++;
        }
        if (head == lines.size() && head == items.size()) {
            return;
        }
        Optional<Object> chosen = selected().map(TableLine::key);
        List<TableLine> middle = lines.subList(head, lines.size() - tail);
        int until = items.size() - tail;
        if (middle.size() == until - head) {
            for (int i = 0; i < middle.size(); i++) {
                if (!items.get(head + i).equals(middle.get(i))) {
                    items.set(head + i, middle.get(i));
                }
            }
        } else {
            items.remove(head, until);
            items.addAll(head, middle);
        }
        chosen.ifPresent(this::keep);
    }

    private void keep(Object key) {
        if (selected().filter(line -> line.key().equals(key)).isEmpty()) {
            for (int i = 0; i < getItems().size(); i++) {
                if (getItems().get(i).key().equals(key)) {
                    getSelectionModel().clearAndSelect(i);
                    return;
                }
            }
            getSelectionModel().clearSelection();
        }
    }
}
