package online.cloudtolocalllm.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Columns of text that keep to a width: the last column is cut where there is no room. Not thread-safe. */
public final class Table {

    private static final String GAP = "   ";

    private final List<Boolean> rightAligned;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String mark, List<String> cells, UnaryOperator<String> paint) {}

    /**
     * An empty table.
     *
     * @param alignment one character a column, {@code <} or {@code >}
     */
    public Table(String alignment) {
        this.rightAligned = alignment.chars().mapToObj(c -> c == '>').toList();
    }

    /** Adds a row. Its mark, one column wide, stands in front; the paint colours the mark only. */
    public Table row(String mark, UnaryOperator<String> paint, String... cells) {
        rows.add(new Row(mark, List.of(cells), paint));
        return this;
    }

    /** The lines, none longer than the width. */
    public List<String> lines(int width) {
        int[] widths = new int[rightAligned.size()];
        for (Row row : rows) {
            for (int i = 0; i < row.cells.size(); i++) {
                widths[i] = Math.max(widths[i], row.cells.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths, width)).toList();
    }

    private String line(Row row, int[] widths, int width) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.cells.size(); i++) {
            String cell = row.cells.get(i);
            String padding = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP).append(rightAligned.get(i) ? padding + cell : cell + padding);
        }
        String text = Words.fit(line.toString().stripTrailing(), Math.max(1, width - 2));
        return row.paint.apply(row.mark.isEmpty() ? " " : row.mark) + " " + text;
    }
}
