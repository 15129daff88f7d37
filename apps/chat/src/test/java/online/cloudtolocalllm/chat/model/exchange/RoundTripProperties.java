package online.cloudtolocalllm.chat.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.store.MemoryStore;

/** What is exported and imported is what it was. */
class RoundTripProperties {

    @Provide
    Arbitrary<WholeConversation> whole() {
        return Conversations.whole();
    }

    @Property(tries = 300)
    void jsonKeepsEverything(@ForAll("whole") WholeConversation whole) throws IOException {
        StringBuilder written = new StringBuilder();
        ConversationJson.write(whole, written);
        assertThat(ConversationJson.read(written.toString())).isEqualTo(new Reading.Whole(whole));
    }

    @Property(tries = 300)
    void markdownKeepsWhatIsShown(@ForAll("whole") WholeConversation whole) throws IOException {
        StringBuilder written = new StringBuilder();
        ConversationMarkdown.write(whole, written);
        assertThat(ConversationMarkdown.read(written.toString())).isInstanceOfSatisfying(Reading.Whole.class, read -> {
            assertThat(read.conversation().conversation()).isEqualTo(whole.conversation());
            assertThat(read.conversation().messages())
                    .extracting(Message::role, Message::text, Message::stage, Message::origin, Message::at)
                    .containsExactlyElementsOf(whole.shown().stream()
                            .map(one -> tuple(one.role(), one.text(), one.stage(), one.origin(), one.at()))
                            .toList());
        });
    }

    @Property(tries = 100)
    void theStoreGivesBackWhatItWasGiven(@ForAll("whole") WholeConversation whole) {
        try (MemoryStore store = new MemoryStore()) {
            long number = store.add(whole.conversation(), whole.messages());
            List<Message> chosen = store.newest(number, 1_000).orElseThrow().messages();
            WholeConversation back =
                    WholeConversation.of(store.conversation(number).orElseThrow(), store.tree(number), chosen);
            assertThat(back.messages()).isEqualTo(whole.messages());
            assertThat(back.shown()).isEqualTo(whole.shown());
        }
    }

    @Property(tries = 300)
    void aCutFileIsNeverTaken(@ForAll("whole") WholeConversation whole, @ForAll int where) throws IOException {
        StringBuilder json = new StringBuilder();
        ConversationJson.write(whole, json);
        StringBuilder markdown = new StringBuilder();
        ConversationMarkdown.write(whole, markdown);
        // The end of the line is not missed.
        assertThat(ConversationJson.read(json.substring(0, Math.floorMod(where, json.length() - 1))))
                .isInstanceOf(Reading.Refused.class);
        assertThat(ConversationMarkdown.read(markdown.substring(0, Math.floorMod(where, markdown.length() - 1))))
                .isInstanceOf(Reading.Refused.class);
    }
}
