package online.cloudtolocalllm.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads, and several programs at once: a window that closes while another one opens. */
class StoreTogetherTest {

    private static final int SAVES = 20;

    @TempDir
    private Path home;

    private final StoreScene scene = new StoreScene(() -> home);

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void storesThatOpenANewFileAtOnceMakeItOnce() throws Exception {
        List<ConversationStore> stores = new ArrayList<>();
        for (int store = 0; store < 4; store++) {
            stores.add(scene.other(Opening.sqlite(Duration.ofSeconds(20))));
        }
        List<Callable<Long>> starts = new ArrayList<>();
        for (ConversationStore store : stores) {
            starts.add(() -> store.create(Profile.PLAIN, Samples.AT).number());
        }
        assertThat(all(starts)).doesNotHaveDuplicates().allMatch(number -> number > 0);
        assertThat(stores).allSatisfy(store -> assertThat(store.find("", 9)).hasSize(4));
        assertThat(scene.problems()).isEmpty();
    }

    @Test
    void manyAnswersAreWrittenAtOnce() throws Exception {
        ConversationStore store = scene.other(Opening.sqlite(Duration.ofSeconds(20)));
        ConversationStore other = scene.other(Opening.sqlite(Duration.ofSeconds(20)));
        List<Callable<Long>> talks = new ArrayList<>();
        for (int talk = 0; talk < 8; talk++) {
            ConversationStore own = talk % 2 == 0 ? store : other;
            talks.add(() -> talk(own));
        }
        List<Long> numbers = all(talks);
        for (long number : numbers) {
            assertThat(other.newest(number, 9).orElseThrow().messages())
                    .extracting(Message::text)
                    .containsExactly("question " + number, "answer ".repeat(SAVES));
        }
        assertThat(store.find("question", 99)).hasSize(8);
        assertThat(store.find("answer", 99)).hasSize(8);
        assertThat(scene.problems()).isEmpty();
    }

    private static long talk(ConversationStore store) {
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        Message question = store.append(number, Message.question(0, "question " + number, List.of(), Samples.AT));
        Message answer = store.append(number, Message.answer(question.number(), "llama", Samples.AT));
        for (int save = 1; save < SAVES; save++) {
            assertThat(store.save(Samples.grown(answer, "answer ".repeat(save), ""), new Kept("k", save)))
                    .isTrue();
            assertThat(store.find("question " + number, 9)).hasSize(1);
        }
        Message whole = Samples.grown(answer, "answer ".repeat(SAVES), "").ended(Stage.WHOLE, "");
        assertThat(store.save(whole, Kept.NOTHING)).isTrue();
        return number;
    }

    private static List<Long> all(List<Callable<Long>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Long> results = new ArrayList<>();
            for (Future<Long> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
