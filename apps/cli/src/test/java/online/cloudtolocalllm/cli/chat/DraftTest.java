package online.cloudtolocalllm.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
        one~one
        one\\|two~one/two
        one\\|two\\|~one/two/
        \"""one|two\"""~one/two
        \"""|one|  two|\"""~one/  two/
          \"""a\\|b\"""  ~a\\/b
        \"""one\"""~one
        say \"""x\"""~say \"""x\"""
        """)
    void linesBecomeAMessage(String typed, String message) {
        Draft draft = new Draft();
        List<String> messages = new ArrayList<>();
        for (String line : typed.split("\\|", -1)) {
            draft.line(line).ifPresent(messages::add);
        }
        assertThat(messages).containsExactly(message.replace('/', '\n'));
        assertThat(draft.isEmpty()).isTrue();
    }

    @Test
    void whatIsNotWholeWaitsAndCanBeGivenUp() {
        Draft draft = new Draft();
        assertThat(draft.line("\"\"\"one")).isEmpty();
        assertThat(draft.line("")).isEmpty();
        assertThat(draft.isEmpty()).isFalse();
        draft.clear();
        assertThat(draft.isEmpty()).isTrue();
        assertThat(draft.line("two")).contains("two");
    }
}
