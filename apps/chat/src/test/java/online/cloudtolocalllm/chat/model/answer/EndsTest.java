package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.store.MemoryStore;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class EndsTest {

    private final ManualClock clock = new ManualClock();
    private final ManualLater later = new ManualLater(clock);
    private final MemoryStore store = new MemoryStore();
    private final Ends ends =
            new Ends(new Means(store, new PlayedDaemon(), clock, later, Runnable::run), Runnable::run);
    private final Message place =
            store.append(store.create(Profile.PLAIN, Instant.EPOCH).number(), Message.answer(0, "m", Instant.EPOCH));

    private Message so(String text) {
        return place.so(text, "", List.of(), place.origin());
    }

    @Test
    void theDiskIsAskedAgainByItself() {
        store.refuse("The disk is full.");
        ends.refused(new Ending(so("all").ended(Stage.WHOLE, ""), Kept.NOTHING));
        later.advance(Ends.NEXT_TRY);
        assertThat(ends.stored(place.number())).isFalse();
        store.refuse("");
        later.advance(Ends.NEXT_TRY);
        assertThat(store.pathTo(place.number()).getLast().text()).isEqualTo("all");
        assertThat(store.saves()).hasSize(1);
    }

    @Test
    void anEndIsNotStoredBehindWhatFollowedIt() {
        store.refuse("The disk is full.");
        ends.refused(new Ending(so("one").ended(Stage.STOPPED, ""), Kept.NOTHING));
        store.refuse("");
        assertThat(ends.stored(place.number())).isTrue();
        store.save(so("one two"), Kept.NOTHING);
        later.advance(Ends.NEXT_TRY);
        assertThat(store.pathTo(place.number()).getLast().text()).isEqualTo("one two");
    }
}
