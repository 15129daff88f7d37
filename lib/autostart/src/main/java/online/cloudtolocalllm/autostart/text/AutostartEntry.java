package online.cloudtolocalllm.autostart.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The entry by which a desktop starts the program at login (Desktop Application Autostart Specification 0.5). What somebody else has
 * changed in it is kept. Pure.
 */
public final class AutostartEntry {

    /** The entry's file name; a file of this name in the user's folder hides those of the system. */
    public static final String FILE = "cloudtolocalllm.desktop";

    private static final String EXEC = "Exec";
    private static final String TRY = "TryExec";
    private static final String HIDDEN = "Hidden";

    /** GNOME's switch in its own settings; others read it, too. */
    private static final String SWITCH = "X-GNOME-Autostart-enabled";

    private static final Set<String> CHANGING = Set.of(EXEC, TRY, HIDDEN, SWITCH);

    private AutostartEntry() {}

    /** Whether a program is named like a variable, so that no desktop can start it. */
    public static boolean cannotName(ProgramStart start) {
        return start.program().contains("=");
    }

    /**
     * The entry that starts the program. Options that somebody added behind our command stay, and variables before it.
     *
     * @param present what the file says now, if there is one
     */
    public static String on(Optional<String> present, ProgramStart start) {
        DesktopEntry entry = present.map(DesktopEntry::of)
                .filter(there -> !there.keys().isEmpty())
                .orElseGet(AutostartEntry::fresh);
        EntryCommand former = entry.value(EXEC).flatMap(EntryCommand::of).orElse(EntryCommand.PLAIN);
        return entry.with(EXEC, command(start, former.variables()) + former.options())
                .with(TRY, start.program())
                .without(HIDDEN)
                .with(SWITCH, "true")
                .text();
    }

    /**
     * The file's content by which the program is not started.
     *
     * @param present what the file says now
     * @param another whether the system has an entry of the same name, which only a file can hide
     * @return empty if no file is as good
     */
    public static Optional<String> off(String present, boolean another) {
        DesktopEntry entry = DesktopEntry.of(present);
        if (!another && isOurs(entry)) {
            return Optional.empty();
        }
        return Optional.of(entry.with(HIDDEN, "true").with(SWITCH, "false").text());
    }

    /** Whether a desktop starts the program by this entry, as far as its text tells. */
    public static boolean isOn(String text) {
        DesktopEntry entry = DesktopEntry.of(text);
        return entry.value(EXEC).isPresent()
                && !"true".equals(entry.value(HIDDEN).orElse(""))
                && !"false".equals(entry.value(SWITCH).orElse(""));
    }

    /** The program without which a desktop passes over the entry. */
    public static Optional<String> needed(String text) {
        return DesktopEntry.of(text).value(TRY);
    }

    /** With somebody's own assignments, which are quoted already, before ours. */
    private static String command(ProgramStart start, List<String> own) {
        List<String> parts = new ArrayList<>(own);
        if (!start.variables().isEmpty()) {
            parts.add(DesktopEntry.exec(start.assignments()));
        }
        if (!parts.isEmpty()) {
            parts.addFirst("env");
        }
        parts.add(DesktopEntry.exec(start.words()));
        return String.join(" ", parts);
    }

    private static DesktopEntry fresh() {
        return new DesktopEntry(List.of(
                "[Desktop Entry]",
                "Type=Application",
                "Name=CloudToLocalLLM",
                "Comment=One local address for every language model",
                "Icon=cloudtolocalllm",
                "Terminal=false",
                "StartupNotify=false"));
    }

    /** Nothing but what was written here: then nothing is lost with the file. */
    private static boolean isOurs(DesktopEntry entry) {
        String exec = entry.value(EXEC).orElse("");
        boolean more = EntryCommand.of(exec)
                .map(added -> !added.variables().isEmpty() || !added.options().isBlank())
                .orElse(!exec.isEmpty());
        if (more) {
            return false;
        }
        Set<String> rest = new HashSet<>();
        for (String line : entry.lines()) {
            int equals = line.indexOf('=');
            if (equals < 0 || !CHANGING.contains(line.substring(0, equals).strip())) {
                rest.add(line);
            }
        }
        rest.removeIf(String::isBlank);
        return rest.equals(Set.copyOf(fresh().lines()));
    }
}
