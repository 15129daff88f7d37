package online.cloudtolocalllm.settings.model.status;

import java.util.List;
import online.cloudtolocalllm.window.words.Tone;

/**
 * A line of a table.
 *
 * @param key tells it from all others of the table, also when its words change
 * @param cells what stands in its columns
 * @param tone the colour of the last cell
 */
public record TableLine(Object key, List<String> cells, Tone tone) {

    /** Copies the list. */
    public TableLine {
        cells = List.copyOf(cells);
    }

    /** As text, its cells apart by tabs. */
    public String text() {
        return String.join("\t", cells);
    }

    /** Several of them under their headings. */
    public static String text(List<String> headings, List<TableLine> lines) {
        StringBuilder text = new StringBuilder(String.join("\t", headings)).append('\n');
        lines.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }
}
