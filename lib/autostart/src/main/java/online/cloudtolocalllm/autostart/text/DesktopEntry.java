package online.cloudtolocalllm.autostart.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A desktop entry, of which single keys of the group {@code [Desktop Entry]} are read and changed; all other lines stay as they are.
 * Immutable. The format is that of the Desktop Entry Specification 1.5.
 *
 * @param lines without their line feeds
 */
public record DesktopEntry(List<String> lines) {

    private static final String GROUP = "[Desktop Entry]";
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    /** Copies the list. */
    public DesktopEntry {
        lines = List.copyOf(lines);
    }

    /** The entry that a file holds. */
    public static DesktopEntry of(String text) {
        return new DesktopEntry(text.lines().toList());
    }

    /** The value of a key, unescaped; empty if the key is not there. */
    public Optional<String> value(String key) {
        int at = find(key);
        return at < 0 ? Optional.empty() : Optional.of(unescaped(valueOf(lines.get(at))));
    }

    /** The keys in order. */
    public List<String> keys() {
        return lines.subList(first(), end()).stream()
                .filter(DesktopEntry::isPair)
                .map(DesktopEntry::keyOf)
                .toList();
    }

    /** The same with this value in place of the former one, or at the group's end. */
    public DesktopEntry with(String key, String value) {
        List<String> changed = new ArrayList<>(lines);
        String line = key + "=" + escaped(value);
        int at = find(key);
        if (at >= 0) {
            changed.set(at, line);
        } else if (first() == 0) {
            changed.addAll(List.of(GROUP, line));
        } else {
            int last = end();
            while (last > first() && lines.get(last - 1).isBlank()) {
                last--;
            }
            changed.add(last, line);
        }
        return new DesktopEntry(changed);
    }

    /** The same without a key. */
    public DesktopEntry without(String key) {
        int at = find(key);
        return at < 0
                ? this
                : new DesktopEntry(
                        Stream.concat(lines.stream().limit(at), lines.stream().skip(at + 1))
                                .toList());
    }

    /** The file's content. */
    public String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** A command line as the key {@code Exec} has it, before the escapes that every value gets. */
    public static String exec(List<String> words) {
        return String.join(" ", words.stream().map(DesktopEntry::quoted).toList());
    }

    /** What a shell or a desktop could take for something else is quoted; a percent sign begins a field code even there. */
    private static String quoted(String word) {
        String percent = word.replace("%", "%%");
        return percent.matches("[A-Za-z0-9_./:@+,=%-]+")
                ? percent
                : '"' + percent.replaceAll("([\"`$\\\\])", "\\\\$1") + '"';
    }

    private int find(String key) {
        int end = end();
        for (int i = first(); i < end; i++) {
            String line = lines.get(i);
            if (isPair(line) && keyOf(line).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** The first line of the group's own, 0 if there is no such group. */
    private int first() {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(GROUP)) {
                return i + 1;
            }
        }
        return 0;
    }

    private int end() {
        int first = first();
        if (first == 0) {
            return 0;
        }
        for (int i = first; i < lines.size(); i++) {
            if (lines.get(i).startsWith("[")) {
                return i;
            }
        }
        return lines.size();
    }

    private static boolean isPair(String line) {
        return !line.startsWith("#") && line.indexOf('=') > 0;
    }

    private static String keyOf(String line) {
        return line.substring(0, line.indexOf('=')).strip();
    }

    private static String valueOf(String line) {
        return line.substring(line.indexOf('=') + 1).strip();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
    }

    private static String unescaped(String value) {
        return ESCAPE.matcher(value)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "s" -> " ";
                            case "n" -> "\n";
                            case "t" -> "\t";
                            case "r" -> "\r";
                            default -> escape.group(1);
                        }));
    }
}
