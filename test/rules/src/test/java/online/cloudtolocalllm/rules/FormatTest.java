package online.cloudtolocalllm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every Java file is formatted; {@code mvn -pl test/rules test -Dtest=FormatTest -Dformat.fix=true -am} formats them. */
class FormatTest {

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everyFileIsFormatted() throws Exception {
        boolean fix = Boolean.getBoolean("format.fix");
        List<Path> unformatted = SourceTree.javaFiles().parallelStream()
                .filter(file -> !isFormatted(file, fix))
                .map(SourceTree.ROOT::relativize)
                .toList();
        assertThat(fix ? List.of() : unformatted)
                .as("unformatted files; -Dformat.fix=true formats them")
                .isEmpty();
    }

    private boolean isFormatted(Path file, boolean fix) {
        try {
            String source = Files.readString(file);
            String formatted = formatter.formatSourceAndFixImports(source);
            boolean same = formatted.equals(source);
            if (!same && fix) {
                Files.writeString(file, formatted);
            }
            return same;
        } catch (IOException | FormatterException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }
}
