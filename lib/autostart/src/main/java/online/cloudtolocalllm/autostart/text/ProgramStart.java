package online.cloudtolocalllm.autostart.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be started.
 *
 * @param program its absolute path
 * @param arguments what it is given
 * @param variables environment variables that it must have beside those of the session
 */
public record ProgramStart(String program, List<String> arguments, SortedMap<String, String> variables) {

    /** Copies list and map. */
    public ProgramStart {
        arguments = List.copyOf(arguments);
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    /** Program and arguments. */
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(arguments);
        return words;
    }

    /** The variables as {@code NAME=VALUE}. */
    List<String> assignments() {
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    /** Whether none of the words and values has a control character, which some formats cannot write at all. */
    public boolean plain() {
        return words().stream().allMatch(ProgramStart::plain)
                && strangeVariable().isEmpty();
    }

    /** A variable, by its name, that has a control character. */
    public Optional<String> strangeVariable() {
        return variables.entrySet().stream()
                .filter(variable -> !plain(variable.getKey()) || !plain(variable.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean plain(String word) {
        return word.chars().noneMatch(Character::isISOControl);
    }
}
