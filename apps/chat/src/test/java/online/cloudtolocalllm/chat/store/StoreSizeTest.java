package online.cloudtolocalllm.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** What much costs, counted in steps of the database and not in time. */
class StoreSizeTest {

    private static final int MANY = 20_000;
    private static final int PAGE = 60;
    private static final int STEPS = 100;

    @TempDir
    private Path home;

    private final StoreScene scene = new StoreScene(() -> home);

    /** In hundreds, of all connections. */
    private final LongAdder steps = new LongAdder();

    @AfterEach
    void end() {
        scene.close();
    }

    private Connection counted(Path file) throws SQLException {
        Connection connection = Opening.sqlite(Duration.ofSeconds(1)).open(file);
        ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                steps.increment();
                return 0;
            }
        });
        return connection;
    }

    private long steps(Runnable work) {
        long before = steps.sum();
        work.run();
        return (steps.sum() - before) * STEPS;
    }

    @Test
    void aPageOfALongConversationCostsWhatOneOfAShortOneDoes() {
        ConversationStore store = scene.other(this::counted);
        Conversation talk = new Conversation(0, "Long", false, false, Samples.AT, Profile.PLAIN);
        long shorter = store.add(talk, chain(PAGE * 3));
        long longer = store.add(talk, chain(MANY));
        store.newest(longer, PAGE);
        assertThat(steps(() -> store.newest(longer, PAGE)))
                .isLessThan(2 * steps(() -> store.newest(shorter, PAGE)))
                .isLessThan(20_000);
        long middle = store.newest(longer, MANY / 2)
                .orElseThrow()
                .messages()
                .getFirst()
                .number();
        assertThat(steps(() -> store.earlier(middle, PAGE))).isLessThan(20_000);
        assertThat(steps(() -> store.later(middle, PAGE))).isLessThan(20_000);
        assertThat(steps(() -> store.append(longer, Samples.whole(middle + MANY / 2 - 1, "one more"))))
                .as("a message that stands last")
                .isLessThan(2_000);
    }

    @Test
    void twentyThousandMessagesAreSearchedWithoutReadingThem() {
        ConversationStore store = scene.other(this::counted);
        for (int talk = 0; talk < MANY / 1_000; talk++) {
            store.add(new Conversation(0, "Talk " + talk, false, false, Samples.AT, Profile.PLAIN), chain(1_000));
        }
        assertThat(store.find("number 777", PAGE)).hasSize(MANY / 1_000);
        assertThat(steps(() -> store.find("number 777", PAGE))).isLessThan(20_000);
        assertThat(steps(() -> store.find("", PAGE))).isLessThan(5_000);
        assertThat(steps(() -> store.find("n", PAGE)))
                .as("a beginning that all of them have")
                .isLessThan(60L * MANY);
        assertThat(store.find("n", PAGE)).hasSize(MANY / 1_000);
    }

    @Test
    void savingALongAnswerWritesWhatSavingAShortOneWrites() throws IOException {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        Message answer = store.append(number, Message.answer(0, "llama", Samples.AT));
        String text = "x".repeat(400_000);
        store.save(Samples.grown(answer, text, ""), new Kept("kept", 0));
        Path log = scene.file().resolveSibling("conversations.db-wal");
        long before = Files.size(log);
        int saves = 20;
        for (int save = 0; save < saves; save++) {
            text += " and more";
            assertThat(store.save(Samples.grown(answer, text, ""), new Kept("kept", save)))
                    .isTrue();
        }
        assertThat(Files.size(log) - before).as("a few pages each").isLessThan(saves * 20_000L);
        assertThat(store.pathTo(answer.number()).getFirst().text()).isEqualTo(text);
    }

    @Test
    void aPictureIsStoredOnceAndGoesWithTheLastThatShowsIt() throws IOException {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        Image large = new Image("large.png", "image/png", "QUJD".repeat(250_000));
        for (int version = 0; version < 10; version++) {
            store.append(number, Message.question(0, "version " + version, List.of(large), Samples.AT));
        }
        long other = store.add(store.conversation(number).orElseThrow(), store.tree(number));
        scene.close();
        long size = Files.size(scene.file());
        assertThat(size).isBetween(750_000L, 1_200_000L);
        store = scene.other();
        store.delete(number);
        store.purge(scene.now().plusSeconds(1));
        assertThat(store.tree(other).getFirst().images()).containsExactly(large);
        store.delete(other);
        store.purge(scene.now().plusSeconds(1));
        scene.close();
        assertThat(Files.size(scene.file())).as("the room is free again").isLessThan(size / 2);
    }

    @Test
    void whatIsPurgedIsNotInTheFileAnyMore() throws IOException {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        long stays = store.create(Profile.PLAIN, Samples.AT).number();
        store.append(number, Message.question(0, "the unmistakable Quagga", List.of(), Samples.AT));
        store.append(stays, Message.question(0, "the remaining zebra", List.of(), Samples.AT));
        store.rename(number, "Quaggas", true);
        scene.close();
        assertThat(content()).containsIgnoringCase("quagga").contains("zebra");
        store = scene.other();
        store.delete(number);
        store.purge(scene.now().plusSeconds(1));
        assertThat(content()).doesNotContainIgnoringCase("quagga").contains("zebra");
    }

    private String content() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String end : List.of("", "-wal")) {
            Path file = scene.file().resolveSibling("conversations.db" + end);
            if (Files.exists(file)) {
                all.append(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static List<Message> chain(int messages) {
        return new ArrayList<>(IntStream.range(0, messages)
                .mapToObj(at -> Samples.whole(at, "Message number " + at).withNumber(at + 1L))
                .toList());
    }
}
