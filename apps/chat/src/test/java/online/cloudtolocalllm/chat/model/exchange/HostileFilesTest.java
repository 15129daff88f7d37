package online.cloudtolocalllm.chat.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no conversations of ours, or were made to look like one. */
class HostileFilesTest {

    private static final String HEAD = "\"format\":\"cloudtolocalllm conversation\",\"version\":1,\"title\":\"t\","
            + "\"changed\":\"2026-01-01T12:00:00Z\"";
    private static final String MESSAGE = "\"role\":\"user\",\"text\":\"hi\",\"at\":\"2026-01-01T12:00:00Z\"";

    private static String json(String messages) {
        return "{" + HEAD + ",\"messages\":[" + messages + "]}";
    }

    private static String reason(Reading reading) {
        return switch (reading) {
            case Reading.Refused(String reason) -> reason;
            case Reading.Whole whole -> "taken: " + whole;
        };
    }

    @Test
    void theLeastThatIsTaken() {
        assertThat(ConversationJson.read(json("{\"number\":7," + MESSAGE + "}")))
                .isInstanceOf(Reading.Whole.class);
        assertThat(ConversationJson.read(json("{\"number\":7,\"later\":{\"x\":[]}," + MESSAGE + "}")))
                .as("what is not known does not count")
                .isInstanceOf(Reading.Whole.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        '"number":0'                             | messages[0].number is there twice, or 0
        '"number":-1'                            | messages[0].number has to be a number from 0
        '"number":1.5'                           | messages[0].number has to be a whole number
        '"number":1e999999999'                   | messages[0].number has to be a number from 0
        '"number":"1"'                           | messages[0].number has to be a number from 0
        '"number":1,"parent":1'                  | messages[0].parent is no message that stands before it
        '"number":1,"parent":2'                  | messages[0].parent is no message that stands before it
        '"number":1,"thinking":[]'               | messages[0].thinking has to be a text
        '"number":1,"tools":{}'                  | messages[0].tools has to be a list
        '"number":1,"tools":[1]'                 | messages[0].tools[0] has to be an object
        '"number":1,"tools":[{}]'                | messages[0].tools[0].function is missing
        '"number":1,"stage":"writing"'           | messages[0].stage has to be whole
        '"number":1,"tokens":-4'                 | messages[0].tokens has to be a number from 0
        '"number":1,"first_token_ms":1e30'       | messages[0].first_token_ms has to be a number
        '"number":1,"images":[{"type":"text/html","base64":"AAAA"}]' | messages[0].images[0].type has to be one of pictures
        '"number":1,"images":[{"type":"image/png","base64":"A*"}]'   | messages[0].images[0].base64 has to be Base64
        """)
    void whatIsWrongIsNamed(String fields, String reason) {
        assertThat(reason(ConversationJson.read(json("{" + fields + "," + MESSAGE + "}"))))
                .startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                       | it is no whole JSON file (empty)
        '{}'                                     | it holds no conversation of CloudToLocalLLM
        '[]'                                     | it is no whole JSON file (not a JSON object)
        '{"format":"cloudtolocalllm conversation"}'              | version is missing
        '{"format":"cloudtolocalllm conversation","version":2}'  | a newer version of CloudToLocalLLM wrote it
        '{"format":"cloudtolocalllm conversation","version":1}'  | title is missing
        """)
    void whatIsNotOursIsSaid(String file, String reason) {
        assertThat(reason(ConversationJson.read(file))).startsWith(reason);
    }

    @Test
    void timesOutOfTheCalendarAreRefused() {
        for (String at : new String[] {"yesterday", "+1000000000-12-31T23:59:59.999999999Z", "0000-01-01T00:00:00Z"}) {
            assertThat(reason(ConversationJson.read(
                            json("{\"number\":1,\"role\":\"user\",\"text\":\"\",\"at\":\"" + at + "\"}"))))
                    .startsWith("messages[0].at has to be a time");
        }
    }

    @Test
    void aCircleAndTwinsAreRefused() {
        assertThat(reason(ConversationJson.read(json(
                        "{\"number\":1,\"parent\":2," + MESSAGE + "},{\"number\":2,\"parent\":1," + MESSAGE + "}"))))
                .startsWith("messages[0].parent");
        assertThat(reason(ConversationJson.read(json("{\"number\":1," + MESSAGE + "},{\"number\":1," + MESSAGE + "}"))))
                .startsWith("messages[1].number is there twice");
        assertThat(reason(ConversationJson.read(json("")))).isEqualTo("it holds no message");
    }

    @Test
    void whatWouldFillTheMemoryIsRefusedBeforeItIsRead() {
        assertThat(reason(ConversationJson.read(json("[],".repeat(1_000_000) + "[]"))))
                .startsWith("it holds more than 1000000 values");
        assertThat(reason(ConversationMarkdown.read("\n".repeat(2_000_001))))
                .startsWith("it has more than 2000000 lines");
        assertThat(reason(ConversationJson.read("[".repeat(100_000)))).startsWith("it is no whole JSON file");
    }

    @Test
    void aLongConversationIsTakenAndWrittenWithoutRecursion() throws Exception {
        int many = 50_000;
        String messages = IntStream.rangeClosed(1, many)
                .mapToObj(i -> "{\"number\":" + i + ",\"parent\":" + (i - 1) + "," + MESSAGE + "}")
                .collect(Collectors.joining(","));
        assertThat(ConversationJson.read(json(messages))).isInstanceOfSatisfying(Reading.Whole.class, read -> {
            WholeConversation whole = read.conversation();
            assertThat(WholeConversation.of(whole.conversation(), whole.messages(), whole.shown())
                            .messages())
                    .hasSize(many);
        });
    }

    @Test
    void markdownOfOthersIsNotTaken() {
        assertThat(reason(ConversationMarkdown.read(""))).startsWith("it holds no conversation of CloudToLocalLLM");
        assertThat(reason(ConversationMarkdown.read("# Title\n\nText\n"))).startsWith("it holds no conversation");
        assertThat(reason(ConversationMarkdown.read("<!-- cloudtolocalllm -->\n")))
                .startsWith("it holds no conversation");
        assertThat(reason(ConversationMarkdown.read("<!-- cloudtolocalllm {] -->\n")))
                .isEqualTo("the comment in line 1 is no JSON of ours");
        String head = "<!-- cloudtolocalllm {" + HEAD + "} -->\n";
        assertThat(reason(ConversationMarkdown.read(head + "# t\n\n"))).isEqualTo("its end is missing");
        assertThat(reason(ConversationMarkdown.read(head + "# t\n\n<!-- cloudtolocalllm end -->\n")))
                .isEqualTo("it holds no message");
        assertThat(reason(ConversationMarkdown.read(head + "# t\nwhat\n<!-- cloudtolocalllm end -->\n")))
                .isEqualTo("there is a text before the first message");
        assertThat(reason(ConversationMarkdown.read(
                        head + "\n<!-- cloudtolocalllm {\"role\":\"user\"} -->\n<!-- cloudtolocalllm end -->\n")))
                .isEqualTo("message 1: at is missing");
    }

    @Test
    void markdownThatWindowsHasTouchedIsTaken() {
        String file = ("<!-- cloudtolocalllm {" + HEAD + "} -->\n# t\n\n<!-- cloudtolocalllm {" + MESSAGE
                        + "} -->\n## You\n\na\nb\n\n<!-- cloudtolocalllm end -->\n")
                .replace("\n", "\r\n");
        assertThat(ConversationMarkdown.read(file)).isInstanceOfSatisfying(Reading.Whole.class, read -> assertThat(
                        read.conversation().messages().getFirst().text())
                .isEqualTo("a\nb"));
    }
}
