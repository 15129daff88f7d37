package online.cloudtolocalllm.testkit.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.testkit.http.Bytes;

/**
 * How to start a process.
 *
 * @param words program and arguments
 * @param environment variables set beside this process's own; those of the product, of Ollama, of the desktop's session
 *     and of every Java machine are never passed on
 * @param input everything for its standard input, which is then closed; empty leaves it open
 */
public record Command(List<String> words, Map<String, String> environment, Optional<Bytes> input) {

    /** Copies list and map. */
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** Any program. */
    public static Command of(String... words) {
        return new Command(List.of(words), Map.of(), Optional.empty());
    }

    /** A main class in a Java machine like this one. */
    public static Command java(String classPath, String mainClass, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-cp");
        words.add(classPath);
        words.add(mainClass);
        words.addAll(List.of(arguments));
        return new Command(words, Map.of(), Optional.empty());
    }

    /** A copy with more arguments. */
    public Command arguments(List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return new Command(all, environment, input);
    }

    /** A copy of a {@link #java} command with options for the Java machine. */
    public Command javaOptions(List<String> options) {
        List<String> all = new ArrayList<>(words);
        all.addAll(1, options);
        return new Command(all, environment, input);
    }

    /** A copy with this variable. */
    public Command environment(String name, String value) {
        return environment(Map.of(name, value));
    }

    /** A copy with these variables. */
    public Command environment(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(more);
        return new Command(words, all, input);
    }

    /** A copy that works in this home. */
    public Command in(TemporaryHome home) {
        return environment(home.environment());
    }

    /** A copy that gets this text on its standard input, and then its end. */
    public Command input(String text) {
        return new Command(words, environment, Optional.of(Bytes.utf8(text)));
    }
}
