package online.cloudtolocalllm.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The project's own source files. */
final class SourceTree {

    /** The folder of the root pom. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private SourceTree() {}

    static List<Path> javaFiles() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String part : List.of("lib", "apps", "test", "bench")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().contains("/target/"))
                        .forEach(all::add);
            }
        }
        return all;
    }
}
