package online.cloudtolocalllm.chat.model.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written, colours are of parts of the line, in their order, and none is within another. */
class TonguesProperties {

    private static final Tongues TONGUES = new Tongues();

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> parts = Arbitraries.of(
                "\"", "'", "`", "\\", "/*", "*/", "//", "#", "$", "${", "}", "@", "#[", "<", "</", "<!--", "-->", ">",
                "&", ";", ":", "=", "-", "--", " ", "\t", "0", "1.5", "1e", "x", "return", "r#\"", "\"\"\"", "é😀", "[",
                "]", "{", ",", "&amp;", "f\"");
        return parts.list().ofMaxSize(30).map(all -> String.join("", all));
    }

    @Provide
    Arbitrary<String> languages() {
        return Arbitraries.of(
                "java", "python", "js", "json", "sh", "html", "css", "sql", "go", "rust", "c", "yaml", "toml", "diff",
                "php", "ruby", "cs");
    }

    @Property(tries = 1000)
    void spansAreOfTheLine(@ForAll("languages") String language, @ForAll List<@From("lines") String> lines) {
        Tongue tongue = TONGUES.named(language).orElseThrow();
        Open open = Open.NOTHING;
        for (String line : lines) {
            Coloured coloured = tongue.line(line, open);
            int at = 0;
            for (Span span : coloured.spans()) {
                assertThat(span.from()).isGreaterThanOrEqualTo(at).isLessThan(span.to());
                at = span.to();
            }
            assertThat(at).isLessThanOrEqualTo(line.length());
            open = coloured.after();
        }
    }
}
