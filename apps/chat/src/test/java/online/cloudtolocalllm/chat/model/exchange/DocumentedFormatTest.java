package online.cloudtolocalllm.chat.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.chat.model.talk.Message;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/conversations.md} are what is written and read. */
class DocumentedFormatTest {

    private static String example(String language) throws Exception {
        String text = Files.readString(Path.of("../../docs/conversations.md"));
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static WholeConversation taken(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Whole.class);
        return ((Reading.Whole) reading).conversation();
    }

    @Test
    void theJsonIsReadAndWrittenAgain() throws Exception {
        String json = example("json");
        WholeConversation read = taken(ConversationJson.read(json));
        assertThat(read.messages()).extracting(Message::text).containsExactly("Where to go?", "To Rome.");
        StringBuilder again = new StringBuilder();
        ConversationJson.write(read, again);
        assertThat(again.toString()).isEqualTo(json);
    }

    @Test
    void theMarkdownIsReadAndWrittenAgain() throws Exception {
        String markdown = example("markdown");
        StringBuilder again = new StringBuilder();
        ConversationMarkdown.write(taken(ConversationMarkdown.read(markdown)), again);
        assertThat(again.toString()).isEqualTo(markdown);
    }
}
