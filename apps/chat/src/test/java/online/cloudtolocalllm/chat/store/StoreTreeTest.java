package online.cloudtolocalllm.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.testkit.ManualClock;
import org.jspecify.annotations.Nullable;

/** The store's tree against one that is kept in plain lists. */
class StoreTreeTest {

    private @Nullable Path folder;
    private @Nullable SqliteStore opened;

    @BeforeTry
    void open() throws IOException {
        Path home = Files.createTempDirectory("store-tree");
        folder = home;
        opened = new SqliteStore(
                home.resolve("conversations.db"), new ManualClock(), Opening.sqlite(Duration.ofSeconds(1)));
    }

    @AfterTry
    void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private SqliteStore store() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    /** What the store has to say. */
    private static final class Tree {
        private final List<Long> numbers = new ArrayList<>();
        private final Map<Long, Long> parents = new HashMap<>();
        private final Map<Long, Long> chosen = new HashMap<>();

        void add(long parent, long number) {
            numbers.add(number);
            parents.put(number, parent);
            chosen.put(parent, number);
        }

        long parent(long number) {
            return parents.getOrDefault(number, 0L);
        }

        void choose(long number) {
            chosen.put(parent(number), number);
        }

        void chooseAll(long number) {
            for (long at = number; at != 0; at = parent(at)) {
                choose(at);
            }
        }

        List<Long> below(long number) {
            List<Long> way = new ArrayList<>();
            for (long at = chosen.getOrDefault(number, 0L); at != 0; at = chosen.getOrDefault(at, 0L)) {
                way.add(at);
            }
            return way;
        }

        List<Long> to(long number) {
            List<Long> way = new ArrayList<>();
            for (long at = number; at != 0; at = parent(at)) {
                way.addFirst(at);
            }
            return way;
        }

        List<Long> versions(long number) {
            List<Long> all = numbers.stream()
                    .filter(other -> parent(other) == parent(number))
                    .toList();
            return all.size() > 1 ? all : List.of();
        }
    }

    @Property(tries = 30)
    void everyPageIsAPartOfTheChosenPath(
            @ForAll @Size(min = 1, max = 25) List<@IntRange(min = 0, max = 9999) Integer> steps,
            @ForAll @IntRange(min = 1, max = 6) int most) {
        long number = store().create(Profile.PLAIN, Samples.AT).number();
        Tree tree = grow(number, steps);

        List<Long> path = tree.below(0);
        check(store().newest(number, most).orElseThrow(), path, Math.max(0, path.size() - most), path.size());
        for (long message : tree.numbers) {
            List<Long> to = tree.to(message);
            assertThat(numbers(store().pathTo(message))).isEqualTo(to);
            check(store().earlier(message, most).orElseThrow(), to, Math.max(0, to.size() - 1 - most), to.size() - 1);
            List<Long> whole = new ArrayList<>(to);
            whole.addAll(tree.below(message));
            int end = Math.min(whole.size(), to.size() + most);
            check(store().later(message, most).orElseThrow(), whole, to.size(), end);
        }
        for (Message message : store().tree(number)) {
            assertThat(message.versions().numbers()).isEqualTo(tree.versions(message.number()));
            assertThat(message.parent()).isEqualTo(tree.parent(message.number()));
        }
        around(tree, number, most);
    }

    private void around(Tree tree, long number, int most) {
        for (long message : tree.numbers) {
            tree.chooseAll(message);
            List<Long> path = tree.below(0);
            List<Message> page = store().around(message, most).orElseThrow().messages();
            assertThat(numbers(page)).contains(message).hasSize(Math.min(most, path.size()));
            int from = path.indexOf(page.getFirst().number());
            check(store().around(message, most).orElseThrow(), path, from, from + page.size());
            assertThat(numbers(store().newest(number, 99).orElseThrow().messages()))
                    .isEqualTo(path);
        }
    }

    @Property(tries = 30)
    void aTreeThatIsAddedIsTheSameTree(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 9999) Integer> steps) {
        long number = store().create(Profile.PLAIN, Samples.AT).number();
        grow(number, steps);
        Conversation conversation = store().conversation(number).orElseThrow();
        List<Message> tree = store().tree(number);
        long copy = store().add(conversation, tree);
        List<Message> copied = store().tree(copy);
        Map<Long, Long> moved = new HashMap<>(Map.of(0L, 0L));
        assertThat(copied).hasSameSizeAs(tree);
        for (int at = 0; at < tree.size(); at++) {
            moved.put(tree.get(at).number(), copied.get(at).number());
            assertThat(copied.get(at).parent()).isEqualTo(moved.get(tree.get(at).parent()));
            assertThat(copied.get(at).text()).isEqualTo(tree.get(at).text());
        }
        assertThat(store().newest(copy, 99).orElseThrow().messages().getLast().parent())
                .isNotEqualTo(copied.getLast().number());
    }

    /** Even steps add a message somewhere, odd ones choose one. */
    private Tree grow(long number, List<Integer> steps) {
        Tree tree = new Tree();
        for (int step : steps) {
            int place = step / 3;
            if (step % 3 == 2 && !tree.numbers.isEmpty()) {
                long chosen = tree.numbers.get(place % tree.numbers.size());
                assertThat(store().choose(chosen)).isTrue();
                tree.choose(chosen);
            } else {
                int parents = tree.numbers.size() + 1;
                int back = step % 3 == 0 ? 0 : place % parents;
                long parent = back == parents - 1 ? 0 : tree.numbers.get(tree.numbers.size() - 1 - back);
                tree.add(
                        parent,
                        store().append(number, Samples.whole(parent, "text " + step))
                                .number());
            }
        }
        return tree;
    }

    private static void check(Opened page, List<Long> path, int from, int to) {
        assertThat(numbers(page.messages())).isEqualTo(path.subList(from, to));
        assertThat(page.earlier()).isEqualTo(from > 0);
        assertThat(page.later()).isEqualTo(to < path.size());
    }

    private static List<Long> numbers(List<Message> messages) {
        return messages.stream().map(Message::number).toList();
    }
}
