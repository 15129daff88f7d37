package online.cloudtolocalllm.chat.model.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.protocol.ipc.IconState;
import org.junit.jupiter.api.Test;

/** What the tray says of the window. */
class TrayNewsTest {

    private final List<String> said = new ArrayList<>();
    private final TrayNews news = new TrayNews(new TrayFace() {
        @Override
        public void tooltip(String text) {
            said.add(text);
        }

        @Override
        public void icon(IconState state) {
            said.add(state.word());
        }
    });

    private static TalkState running(Long... conversations) {
        return state(List.of(), conversations);
    }

    private static TalkState state(List<Message> messages, Long... running) {
        return new TalkState(
                Optional.of(new Conversation(7, "T", false, false, Instant.EPOCH, Profile.PLAIN)),
                Profile.PLAIN,
                messages,
                false,
                false,
                false,
                Set.of(running),
                0,
                "");
    }

    private String last() {
        return String.join(" / ", said.subList(Math.max(0, said.size() - 2), said.size()));
    }

    @Test
    void anUnseenAnswerIsNewsUntilSomebodyLooks() {
        news.show(running(1L, 2L));
        assertThat(last()).isEqualTo("2 answers are being written / connected");
        news.show(running(2L));
        assertThat(said.getLast()).isEqualTo("An answer is being written · 1 new answer");
        news.show(running());
        assertThat(said.getLast()).isEqualTo("2 new answers");
        int before = said.size();
        news.show(running());
        assertThat(said).as("the same is said once").hasSize(before);
        news.seen(true);
        assertThat(last()).isEqualTo(" / idle");
    }

    @Test
    void whatIsSeenIsNoNews() {
        news.seen(true);
        news.show(running(1L));
        assertThat(last()).isEqualTo("An answer is being written / connected");
        news.show(running());
        assertThat(last()).isEqualTo(" / idle");
        news.seen(false);
        assertThat(last()).isEqualTo(" / idle");
    }

    @Test
    void anAnswerThatBrokeOffUnseenIsTrouble() {
        news.show(running(7L));
        Message broken = Message.answer(1, "x", Instant.EPOCH).ended(Stage.BROKEN, "It broke off.");
        news.show(state(List.of(broken)));
        assertThat(last()).isEqualTo("1 answer broke off / error");
        news.show(running(7L));
        assertThat(last()).as("it is asked again").isEqualTo("An answer is being written / connected");
    }
}
