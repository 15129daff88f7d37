package online.cloudtolocalllm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<Path> unformatted = new ArrayList<>();
        for (Path file : SourceTree.javaFiles()) {
            String source = Files.readString(file);
            String formatted = format(file, source);
            if (!formatted.equals(source)) {
                unformatted.add(SourceTree.ROOT.relativize(file));
                if (fix) {
                    Files.writeString(file, formatted);
                }
            }
        }
        assertThat(fix ? List.of() : unformatted)
                .as("unformatted files; -Dformat.fix=true formats them")
                .isEmpty();
    }

    private String format(Path file, String source) throws IOException {
        try {
            return formatter.formatSourceAndFixImports(source);
        } catch (FormatterException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
