package online.cloudtolocalllm.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTroubleTest {

    private static final Opening QUICK = Opening.sqlite(Duration.ofMillis(50));

    @TempDir
    private Path folder;

    private final StoreScene scene = new StoreScene(() -> folder.resolve("home ?#%20"));

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void nobodyElseCanReadTheFiles() throws IOException {
        scene.store().create(Profile.PLAIN, Samples.AT);
        try (Stream<Path> files = Files.list(scene.file().resolveSibling(""))) {
            assertThat(files.toList()).hasSize(3).allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
        scene.close();
        try (Stream<Path> files = Files.list(scene.file().resolveSibling(""))) {
            assertThat(files).as("the log is gone when the last one closes").containsExactly(scene.file());
        }
    }

    @Test
    void aFileOfANewerVersionIsLeftAsItIs() throws IOException, SQLException {
        long number = scene.store().create(Profile.PLAIN, Samples.AT).number();
        scene.close();
        run("pragma user_version = 99", "pragma wal_checkpoint(truncate)");
        byte[] before = Files.readAllBytes(scene.file());
        ConversationStore store = scene.other();
        assertThat(store.create(Profile.PLAIN, Samples.AT).number()).isZero();
        assertThat(store.find("", 9)).isEmpty();
        assertThat(store.conversation(number)).isEmpty();
        assertThat(scene.problems()).singleElement().asString().contains("newer version", "99", "install");
        scene.close();
        assertThat(Files.readAllBytes(scene.file())).isEqualTo(before);
    }

    @Test
    void whoHearsOfTroubleHoldsNobodyUp() {
        ConversationStore store = scene.other(file -> {
            throw new SQLException("cannot be opened");
        });
        CompletableFuture<Integer> found = new CompletableFuture<>();
        AtomicInteger told = new AtomicInteger();
        store.onProblem(sentences -> {
            Thread.startVirtualThread(() -> found.complete(store.find("", 9).size()));
            told.addAndGet(found.orTimeout(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .handle((size, late) -> late == null ? 1 : 100)
                    .join());
        });
        assertThat(store.find("", 9)).isEmpty();
        assertThat(told).hasValue(1);
    }

    @Test
    void whatIsNoDatabaseIsSetAsideAndToldOnce() throws IOException {
        Files.createDirectories(scene.file().resolveSibling(""));
        Files.writeString(scene.file(), "these are no conversations. ".repeat(500));
        ConversationStore store = scene.store();
        assertThat(store.create(Profile.PLAIN, Samples.AT).number()).isPositive();
        assertThat(store.find("", 9)).hasSize(1);
        assertThat(scene.problems()).singleElement().asString().contains("damaged", ".corrupt-20260101-120000");
        assertThat(scene.file().resolveSibling("conversations.db.corrupt-20260101-120000"))
                .hasContent("these are no conversations. ".repeat(500));
        assertThat(scene.restarted().find("", 9)).hasSize(1);
        assertThat(scene.problems()).hasSize(1);
    }

    @Test
    void aFileThatIsDamagedInTheMiddleIsSetAsideWhenThatIsSeen() throws IOException {
        long number = filled(scene.store());
        scene.close();
        long size = Files.size(scene.file());
        overwrite(4096, (int) size - 4096);
        ConversationStore store = scene.other();
        assertThat(store.tree(number)).isEmpty();
        store.find("", 9);
        assertThat(filled(store)).isPositive();
        assertThat(scene.problems()).singleElement().asString().contains("damaged");
        assertThat(scene.file().resolveSibling("conversations.db.corrupt-20260101-120000"))
                .hasSize(size);
    }

    @Test
    void aDamagedIndexIsMadeAnewAndNothingIsLost() throws SQLException {
        long number = filled(scene.store());
        scene.close();
        run("update words_data set block = x'00ff00ff' where id > 100");
        ConversationStore store = scene.other();
        assertThat(store.find("message", 9)).hasSize(1);
        assertThat(store.tree(number)).hasSize(200);
        assertThat(scene.problems()).isEmpty();
    }

    @Test
    void aFullDiskIsToldOnceAndWhenThereIsRoomAgain() {
        List<Connection> connections = new ArrayList<>();
        ConversationStore store = scene.other(file -> {
            Connection connection = QUICK.open(file);
            connections.add(connection);
            return connection;
        });
        long number = filled(store);
        Message answer = store.append(number, Message.answer(0, "llama", Samples.AT));
        limit(connections, 1);
        Message grown = Samples.grown(answer, "x".repeat(100_000), "");
        assertThat(store.save(grown, Kept.NOTHING)).isFalse();
        assertThat(store.save(grown, Kept.NOTHING)).isFalse();
        assertThat(store.append(number, Message.question(0, "y".repeat(100_000), List.of(), Samples.AT))
                        .number())
                .isZero();
        assertThat(store.tree(number)).hasSize(201);
        assertThat(scene.problems()).singleElement().asString().contains("is full", "Free some room");
        limit(connections, 1_000_000);
        assertThat(store.save(grown, Kept.NOTHING)).isTrue();
        assertThat(scene.problems()).hasSize(2).endsWith("");
        assertThat(store.pathTo(answer.number())).containsExactly(grown);
    }

    @Test
    void whatAnotherProgramHoldsIsToldAndHealsByItself() throws SQLException {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        try (Connection other = QUICK.open(scene.file());
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            assertThat(store.pin(number, true)).isFalse();
            assertThat(store.pin(number, true)).isFalse();
            assertThat(store.find("", 9)).as("reading goes on").hasSize(1);
            assertThat(scene.problems()).first().asString().contains("Another program holds", "Close it");
        }
        assertThat(store.pin(number, true)).isTrue();
        assertThat(scene.problems()).endsWith("");
    }

    @Test
    void aFolderThatCannotBeMadeIsToldAndHealsByItself() throws IOException {
        Path folderPath = scene.file().resolveSibling("").toAbsolutePath().normalize();
        Files.writeString(folderPath, "in the way");
        ConversationStore store = scene.store();
        assertThat(store.create(Profile.PLAIN, Samples.AT).number()).isZero();
        assertThat(store.newest(1, 9)).isEmpty();
        assertThat(store.unfinished()).isEmpty();
        assertThat(scene.problems()).singleElement().asString().contains("cannot be opened");
        Files.delete(folderPath);
        assertThat(store.create(Profile.PLAIN, Samples.AT).number())
                .as("not tried at every call")
                .isZero();
        scene.pass(Duration.ofSeconds(1));
        assertThat(store.create(Profile.PLAIN, Samples.AT).number()).isPositive();
        assertThat(scene.problems()).hasSize(2).endsWith("");
    }

    @Test
    void aFileThatCannotBeWrittenIsRead() {
        ConversationStore first = scene.store();
        long number = filled(first);
        ConversationStore store = scene.other(file -> {
            Connection connection = QUICK.open(file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma query_only = on");
            }
            return connection;
        });
        assertThat(store.find("message", 9)).hasSize(1);
        assertThat(store.around(store.tree(number).getFirst().number(), 9).map(Opened::messages))
                .hasValueSatisfying(messages -> assertThat(messages).hasSize(9));
        assertThat(store.pin(number, true)).isFalse();
        assertThat(store.delete(number)).isFalse();
        assertThat(scene.problems()).singleElement().asString().contains("read-only");
    }

    @Test
    void afterTheEndNothingHappens() {
        ConversationStore store = scene.store();
        store.create(Profile.PLAIN, Samples.AT);
        store.close();
        store.close();
        assertThat(store.find("", 9)).isEmpty();
        assertThat(store.create(Profile.PLAIN, Samples.AT).number()).isZero();
        store.purge(Samples.AT);
        assertThat(scene.problems()).isEmpty();
    }

    private long filled(ConversationStore store) {
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        long parent = 0;
        for (int message = 0; message < 200; message++) {
            parent = store.append(number, Samples.whole(parent, "message " + message + " " + "word ".repeat(40)))
                    .number();
        }
        return number;
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = QUICK.open(scene.file());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void overwrite(int from, int bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(scene.file().toFile(), "rw")) {
            file.seek(from);
            file.write("?".repeat(bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    private static void limit(List<Connection> connections, int pages) {
        for (Connection connection : connections) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma max_page_count = " + pages);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
