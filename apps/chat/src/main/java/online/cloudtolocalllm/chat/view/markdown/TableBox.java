package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.markdown.Block;
import online.cloudtolocalllm.chat.model.markdown.Block.Row;

/** A table, which scrolls sideways where it is too wide. For JavaFX's thread. */
final class TableBox extends VBox implements Drawn<Block> {

    private final Consumer<String> openLink;
    private final GridPane grid = new GridPane();
    private final List<List<TableCell>> cells = new ArrayList<>();
    private List<Row> shown = List.of();
    private List<Block.Side> sides = List.of();

    TableBox(Block.Table table, Consumer<String> openLink) {
        this.openLink = openLink;
        getStyleClass().add("md-table");
        getChildren().add(new Sideways(grid));
        show(table);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public boolean take(Block block) {
        if (block instanceof Block.Table table) {
            show(table);
            return true;
        }
        return false;
    }

    private void show(Block.Table table) {
        if (!table.sides().equals(sides)) {
            grid.getChildren().clear();
            cells.clear();
            shown = List.of();
            sides = table.sides();
        }
        List<Row> rows = new ArrayList<>(table.rows());
        rows.addFirst(table.head());
        for (int i = 0; i < rows.size(); i++) {
            if (i == cells.size()) {
                cells.add(row(i, rows.get(i).cells().size()));
            }
            if (i >= shown.size() || !rows.get(i).equals(shown.get(i))) {
                fill(cells.get(i), rows.get(i));
            }
        }
        while (cells.size() > rows.size()) {
            grid.getChildren().removeAll(cells.removeLast());
        }
        shown = List.copyOf(rows);
    }

    private List<TableCell> row(int number, int columns) {
        List<TableCell> row = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            Block.Side side = column < sides.size() ? sides.get(column) : Block.Side.LEFT;
            TableCell cell = new TableCell(side, number == 0, column + 1 == columns, openLink);
            row.add(cell);
            grid.add(cell, column, number);
        }
        return row;
    }

    private static void fill(List<TableCell> cells, Row row) {
        for (int column = 0; column < cells.size(); column++) {
            cells.get(column).show(row.cells().get(column));
        }
    }
}
