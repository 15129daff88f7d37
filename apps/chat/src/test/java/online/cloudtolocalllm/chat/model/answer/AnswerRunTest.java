package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.store.MemoryStore;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;

class AnswerRunTest {

    private static final Instant AT = Instant.EPOCH;
    private static final Source ASK = new Source.Ask(ChatRequest.of("m", "x"));

    /** One answer with a store, a daemon and a clock of its own. */
    private static final class Setting implements AnswerRun.Consequences {
        final ManualClock clock = new ManualClock();
        final ManualLater later = new ManualLater(clock);
        final MemoryStore store = new MemoryStore();
        final PlayedDaemon daemon = new PlayedDaemon();
        final AtomicInteger ended = new AtomicInteger();
        final long conversation = store.create(Profile.PLAIN, AT).number();
        final Message place = store.append(conversation, Message.answer(0, "m", AT));
        final AnswerRun run = run(daemon);

        /** One more, which asks this one. */
        AnswerRun run(Asker asker) {
            Means means = new Means(store, asker, clock, later, Thread::startVirtualThread);
            return new AnswerRun(means, new Ends(means, Thread::startVirtualThread), 0, self -> this);
        }

        @Override
        public void changed(AnswerRun self) {
            // The tests look themselves.
        }

        @Override
        public void ended(AnswerRun self) {
            ended.incrementAndGet();
        }

        String text() {
            return run.message().map(Message::text).orElse("");
        }

        void until(BooleanSupplier condition) {
            try {
                assertThat(Until.holds(Until.LIMIT, condition))
                        .as("%s", run.message())
                        .isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void begin() {
            run.begin(conversation, place, ASK);
            until(() -> daemon.asked() == 1);
        }

        Message stored() {
            return store.tree(conversation).getLast();
        }
    }

    private final Setting setting = new Setting();

    @Test
    void isStoredOnceASecondAndAtItsEnd() {
        setting.begin();
        setting.daemon.begin(0);
        setting.until(() -> setting.store.saves().size() == 1);
        for (int i = 0; i < 50; i++) {
            setting.daemon.say(0, "a");
            String so = "a".repeat(i + 1);
            setting.until(() -> setting.text().equals(so));
        }
        setting.until(() -> setting.later.waiting() == 1);
        assertThat(setting.store.saves()).hasSize(1);
        setting.later.advance(Storing.PERIOD);
        setting.until(() -> setting.store.saves().size() == 2);
        MemoryStore.Saved second = setting.store.saves().getLast();
        assertThat(second.message().text()).isEqualTo("a".repeat(50));
        assertThat(second.message().stage()).isEqualTo(Stage.WRITING);
        assertThat(second.kept()).isEqualTo(new Kept("kept-0", 50));
        setting.daemon.end(0);
        setting.until(() -> setting.ended.get() == 1);
        assertThat(setting.store.saves()).hasSize(3);
        assertThat(setting.store.saves().getLast().kept()).isEqualTo(Kept.NOTHING);
        setting.later.advance(Duration.ofMinutes(1));
        assertThat(setting.stored().stage()).isEqualTo(Stage.WHOLE);
        assertThat(setting.ended).hasValue(1);
    }

    @Test
    void isMeasured() {
        setting.begin();
        setting.clock.advance(Duration.ofMillis(200));
        setting.daemon.say(0, Pieces.thought("hm"));
        setting.until(() -> setting.run.message().orElseThrow().thinking().equals("hm"));
        setting.clock.advance(Duration.ofSeconds(3));
        setting.daemon.say(0, Pieces.text("yes"), Pieces.tool("weather"));
        setting.daemon.end(0);
        setting.until(() -> setting.ended.get() == 1);
        Message whole = setting.stored();
        assertThat(whole.origin().firstToken()).contains(Duration.ofMillis(200));
        assertThat(whole.origin().thinking()).contains(Duration.ofSeconds(3));
        assertThat(whole.tools()).singleElement().satisfies(tool -> {
            assertThat(tool.function()).isEqualTo("weather");
            assertThat(tool.arguments()).contains("Graz");
        });
    }

    @Test
    void whatIsStoppedWhileItWaitsForALinkIsNeverSent() {
        CompletableFuture<Void> link = new CompletableFuture<>();
        CompletableFuture<Void> waits = new CompletableFuture<>();
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Void> done = new CompletableFuture<>();
        Asker waiting = new Asker() {
            @Override
            public RunningAnswer ask(ChatRequest request) {
                waits.complete(null);
                try {
                    link.get();
                    sent.incrementAndGet();
                } catch (InterruptedException | ExecutionException e) {
                    done.complete(null);
                }
                return setting.daemon.ask(request);
            }

            @Override
            public RunningAnswer attach(Kept kept) {
                throw new IllegalStateException("nothing is kept");
            }
        };
        AnswerRun run = setting.run(waiting);
        run.begin(setting.conversation, setting.place, ASK);
        waits.join();
        run.stop();
        setting.until(done::isDone);
        link.complete(null);
        assertThat(sent).hasValue(0);
        setting.until(() -> setting.stored().stage() == Stage.STOPPED);
    }

    @Test
    void withoutAWordIsBroken() {
        setting.begin();
        setting.daemon.end(0);
        setting.until(() -> setting.ended.get() == 1);
        assertThat(setting.stored().problem()).isEqualTo(Reasons.NOTHING_SAID);
    }

    @Test
    void longerThanAnyHonestAnswerIsEnded() {
        setting.begin();
        String much = "x".repeat(1_000_000);
        setting.daemon.say(0, much, much, much, much, much);
        setting.until(() -> setting.ended.get() == 1);
        assertThat(setting.stored().stage()).isEqualTo(Stage.BROKEN);
        assertThat(setting.stored().problem()).startsWith("The answer became longer than 4 million characters");
        setting.until(() -> setting.daemon.cancelled(0));
    }

    @Test
    void halfACharacterIsNotStored() {
        setting.begin();
        setting.daemon.begin(0);
        setting.until(() -> setting.store.saves().size() == 1);
        setting.daemon.say(0, "a", "\ud83d");
        setting.until(() -> setting.text().length() == 2 && setting.later.waiting() == 1);
        setting.later.advance(Storing.PERIOD);
        setting.until(() -> setting.store.saves().size() > 1);
        assertThat(setting.store.saves().getLast().message().text()).isEqualTo("a");
        assertThat(setting.store.saves().getLast().kept().offset()).isEqualTo(1);
        setting.daemon.say(0, "\ude00");
        setting.until(() -> setting.text().equals("a\ud83d\ude00"));
    }

    @Test
    void anAskerThatFallsOverBreaksTheAnswerOnly() {
        Asker falls = new Asker() {
            @Override
            public RunningAnswer ask(ChatRequest request) {
                throw new IllegalStateException("odd");
            }

            @Override
            public RunningAnswer attach(Kept kept) {
                throw new IllegalStateException("odd");
            }
        };
        setting.run(falls).begin(setting.conversation, setting.place, ASK);
        setting.until(() -> setting.ended.get() == 1);
        assertThat(setting.stored().stage()).isEqualTo(Stage.BROKEN);
    }

    @Test
    void whatIsLeftBeforeItBeganIsNotAsked() {
        setting.run.leave();
        setting.run.begin(setting.conversation, setting.place, ASK);
        setting.until(() -> setting.ended.get() == 1);
        assertThat(setting.daemon.asked()).isZero();
        assertThat(setting.stored().problem()).startsWith("The window was closed before");
    }

    @Test
    void whatIsLeftBeforeItIsFetchedStaysWhereItIs() {
        Kept kept = new Kept("kept-7", 3);
        setting.run.leave();
        setting.run.begin(setting.conversation, setting.place, new Source.Resume(kept));
        setting.until(() -> setting.ended.get() == 1);
        assertThat(setting.store.unfinished().getFirst().kept()).isEqualTo(kept);
    }

    @Property(tries = 25)
    void howeverTheLinkIsLostTheAnswerIsTheSame(
            @ForAll("texts") String text, @ForAll("cuts") List<Integer> cuts, @ForAll("cuts") List<Integer> losses) {
        Setting here = new Setting();
        here.begin();
        List<String> pieces = Cutting.cut(text, cuts);
        StringBuilder so = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            so.append(pieces.get(i));
            here.daemon.say(0, pieces.get(i));
            String now = so.toString();
            if (losses.contains(i % 9)) {
                here.until(() -> here.text().equals(now));
                here.daemon.loseLink();
            }
        }
        here.daemon.end(0);
        here.until(() -> here.ended.get() == 1);
        assertThat(here.stored().text()).isEqualTo(text);
        assertThat(here.stored().stage()).isEqualTo(Stage.WHOLE);
        assertThat(IntStream.range(0, here.store.saves().size() - 1)
                        .mapToObj(i -> here.store.saves().get(i).message().text()))
                .allMatch(text::startsWith);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("ab \n\u0000\u202e\"<`é日😀")
                .ofMinLength(1)
                .ofMaxLength(80);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 9).list().ofMinSize(1).ofMaxSize(6);
    }
}
