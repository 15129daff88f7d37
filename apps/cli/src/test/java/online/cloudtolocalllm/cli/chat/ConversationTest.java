package online.cloudtolocalllm.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.protocol.json.Json;
import org.junit.jupiter.api.Test;

class ConversationTest {

    @Test
    void whatWasSaidGoesWithTheNextQuestion() throws Exception {
        Conversation talk = new Conversation("tiny", "be short");
        assertThat(talk.isEmpty()).isTrue();
        talk.said("one?", "1");
        talk.useModel("other");
        talk.instruct("be long");
        assertThat(talk.request("two?").toJson()).isEqualTo(Json.parseObject("""
            {"model":"other","messages":[{"role":"system","content":"be long"},{"role":"user","content":"one?"},
             {"role":"assistant","content":"1"},{"role":"user","content":"two?"}],"stream":true}\
            """));
        talk.clear();
        talk.instruct("");
        assertThat(talk.request("two?").messages()).hasSize(1);
        assertThat(talk.isEmpty()).isTrue();
    }

    @Test
    void itCanBeReadByPeopleAndByPrograms() throws Exception {
        Conversation talk = new Conversation("tiny", "be\nshort");
        talk.said("one?", " 1\n");
        assertThat(talk.toMarkdown()).isEqualTo("""
            # A conversation with tiny

            > be
            > short

            ## Question

            one?

            ## Answer

            1
            """);
        assertThat(talk.toJson()).isEqualTo(Json.parseObject("""
            {"model":"tiny","messages":[{"role":"system","content":"be\\nshort"},{"role":"user","content":"one?"},
             {"role":"assistant","content":" 1\\n"}]}\
            """));
    }
}
