package online.cloudtolocalllm.chat.view.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import online.cloudtolocalllm.chat.model.code.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The colours of code can be read on the ground on which they are, which is the theme's. */
class ColoursTest {

    private static final double LEAST = 4.5;
    private static final Pattern COLOUR = Pattern.compile("-md-([a-z-]+): (#[0-9a-f]{6});");

    @ParameterizedTest
    @CsvSource({".markdown, #f6f8fa", ".root:dark .markdown, #161b22"})
    void theyCanBeRead(String selector, String ground) throws IOException {
        String rules = sheet();
        int from = rules.indexOf("\n" + selector + " {");
        assertThat(from).isPositive();
        List<MatchResult> colours = COLOUR.matcher(rules.substring(from, rules.indexOf('}', from)))
                .results()
                .toList();
        assertThat(colours).hasSize(Kind.values().length);
        assertThat(colours).allSatisfy(colour -> assertThat(contrast(Color.web(colour.group(2)), Color.web(ground)))
                .as(colour.group(1))
                .isGreaterThanOrEqualTo(LEAST));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void eachKindHasOne(Kind kind) throws IOException {
        String style = kind == Kind.MARK ? "mark-word" : kind.name().toLowerCase(Locale.ROOT);
        assertThat(sheet()).contains(".md-%s { -fx-fill: -md-%s;".formatted(style, style));
    }

    private static String sheet() throws IOException {
        try (InputStream sheet = Objects.requireNonNull(
                MarkdownView.class.getResourceAsStream("/online/cloudtolocalllm/chat/view/markdown.css"))) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As WCAG counts it. */
    private static double contrast(Color one, Color other) {
        double light = Math.max(luminance(one), luminance(other));
        return (light + 0.05) / (Math.min(luminance(one), luminance(other)) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
