package online.cloudtolocalllm.autostart.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.files.Locations;

/**
 * What somebody added to a command of ours, for whatever installation that was. Pure.
 *
 * @param variables assignments before the program that are not written here, as they stand there
 * @param options what stands behind the command, with the blank before it
 */
record EntryCommand(List<String> variables, String options) {

    /** Nothing was added. */
    static final EntryCommand PLAIN = new EntryCommand(List.of(), "");

    /** Possessive: a long text must not cost a stack. */
    private static final Pattern WORD = Pattern.compile("\\G\\s*+(\"(?:[^\"\\\\]++|\\\\.)*+\"|[^\\s\"]++)(?=\\s|$)");

    private static final Set<String> OURS = Set.of(Locations.HOME_VARIABLE, "JAVA_HOME");

    /** Copies the list. */
    EntryCommand {
        variables = List.copyOf(variables);
    }

    /** That of this value of {@code Exec}; empty if it is no command of ours. */
    static Optional<EntryCommand> of(String exec) {
        Matcher words = WORD.matcher(exec);
        List<String> before = new ArrayList<>();
        while (words.find()) {
            String word = words.group(1);
            if (!word.equals("daemon")) {
                before.add(word);
                continue;
            }
            return words.find() && words.group(1).equals("--supervised")
                    ? assignments(before).map(all -> new EntryCommand(foreign(all), exec.substring(words.end())))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** The assignments before the program; empty if something else is there, too, such as another program that starts it. */
    private static Optional<List<String>> assignments(List<String> before) {
        if (before.size() == 1) {
            return Optional.of(List.of());
        }
        if (before.size() < 3 || !before.getFirst().equals("env")) {
            return Optional.empty();
        }
        List<String> all = before.subList(1, before.size() - 1);
        return all.stream().allMatch(word -> name(word).matches("\\w+")) ? Optional.of(all) : Optional.empty();
    }

    private static List<String> foreign(List<String> assignments) {
        return assignments.stream().filter(word -> !OURS.contains(name(word))).toList();
    }

    /** What an assignment sets; empty if it is none. */
    private static String name(String word) {
        String plain = word.startsWith("\"") ? word.substring(1) : word;
        return plain.substring(0, Math.max(0, plain.indexOf('=')));
    }
}
