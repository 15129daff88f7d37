package online.cloudtolocalllm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every package says in one sentence what it is for, and promises not to use null in silence. */
class PackageDescriptionTest {

    private static final Pattern DESCRIPTION =
            Pattern.compile("/\\*\\* ([^*]+) \\*/\n@NullMarked\npackage ([a-z0-9.]+);\n.*", Pattern.DOTALL);

    static Stream<Path> packages() throws IOException {
        TreeSet<Path> folders = new TreeSet<>();
        for (Path file : SourceTree.javaFiles()) {
            if (SourceTree.name(file).contains("/src/main/java/online/")) {
                folders.add(file.getParent());
            }
        }
        return folders.stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void everyPackageIsDescribed(Path folder) throws IOException {
        Path file = folder.resolve("package-info.java");
        assertThat(file)
                .as("a package needs a package-info.java with one sentence and @NullMarked")
                .exists();
        Matcher description = DESCRIPTION.matcher(Files.readString(file));
        assertThat(description.matches())
                .as("%s begins with /** One sentence. */ and @NullMarked", SourceTree.name(file))
                .isTrue();
        assertThat(description.group(1))
                .as("one sentence with a full stop, in %s", SourceTree.name(file))
                .matches("[A-Z].+\\.")
                .doesNotContainPattern("[.!?] [A-Z]");
        assertThat(SourceTree.name(folder)).endsWith(description.group(2).replace('.', '/'));
    }

    @Test
    void everyModuleIsDescribed() throws IOException {
        assertThat(packages()).isNotEmpty();
        for (String part : List.of("lib", "apps")) {
            for (Path module : SourceTree.modules(part)) {
                assertThat(module.resolve("src/main/java/module-info.java"))
                        .content()
                        .matches("(?s)(import [^\n]+\n|\n)*/\\*\\* [A-Z][^*]+\\. \\*/\n.*");
            }
        }
    }

    @Test
    void everyApplicationHasAShortMain() throws IOException {
        for (Path module : SourceTree.modules("apps")) {
            Path main = module.resolve("src/main/java/online/cloudtolocalllm/" + module.getFileName() + "/Main.java");
            assertThat(Files.readAllLines(main))
                    .as("%s only starts the program; what it does is in classes that tests can call", main)
                    .hasSizeLessThanOrEqualTo(20);
        }
    }
}
