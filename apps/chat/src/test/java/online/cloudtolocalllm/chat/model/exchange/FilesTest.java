package online.cloudtolocalllm.chat.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.store.MemoryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the store to files and back. */
class FilesTest {

    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final Exporting exporting = new Exporting(store);
    private final Importing importing = new Importing(store);

    private long talk(String title) {
        long number = store.create(Profile.PLAIN.withModel("llama3.2"), AT).number();
        store.rename(number, title, true);
        Message question = store.append(
                number, Message.question(0, "What is this?", List.of(new Image("a.png", "image/png", "AAAA")), AT));
        store.append(
                number,
                Message.answer(question.number(), "llama3.2", AT)
                        .so(
                                "A picture.",
                                "Hm.",
                                List.of(),
                                Message.answer(0, "llama3.2", AT).origin())
                        .ended(Stage.WHOLE, ""));
        return number;
    }

    @Test
    void aConversationComesBackFromJson() throws Exception {
        Path file = folder.resolve("trip.json");
        assertThat(exporting.export(talk("Trip: ideas?"), Form.JSON, file))
                .isEqualTo(Told.fine("The conversation was exported to trip.json."));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Importing.Imported imported = importing.files(List.of(file));
        assertThat(imported.told()).isEqualTo(Told.fine("\"Trip: ideas?\" was imported with 2 messages."));
        List<Message> back = store.tree(imported.numbers().getFirst());
        assertThat(back).extracting(Message::text).containsExactly("What is this?", "A picture.");
        assertThat(back.getFirst().images()).hasSize(1);
        assertThat(back.getLast().thinking()).isEqualTo("Hm.");
    }

    @Test
    void markdownIsToRead() throws Exception {
        Path file = folder.resolve("trip.md");
        exporting.export(talk("Trip"), Form.MARKDOWN, file);
        assertThat(Files.readString(file))
                .contains("# Trip\n")
                .contains("## You, with 1 picture\n\nWhat is this?\n")
                .contains("## llama3.2\n\nA picture.\n")
                .doesNotContain("AAAA")
                .doesNotContain("Hm.");
        Importing.Imported imported = importing.files(List.of(file));
        assertThat(imported.told().fine()).isTrue();
        assertThat(store.tree(imported.numbers().getFirst()))
                .extracting(Message::text)
                .contains("A picture.");
    }

    @Test
    void whatIsBeingWrittenIsSaidToBeCut() {
        long number = store.create(Profile.PLAIN, AT).number();
        Message answer = store.append(number, Message.answer(0, "m", AT));
        store.save(answer.so("Half", "", List.of(), answer.origin()), new Kept("x", 3));
        Path file = folder.resolve("a.json");
        exporting.export(number, Form.JSON, file);
        long copy = importing.files(List.of(file)).numbers().getFirst();
        assertThat(store.tree(copy).getFirst().stage()).isEqualTo(Stage.BROKEN);
        assertThat(store.tree(copy).getFirst().problem()).contains("was exported");
        assertThat(store.unfinished()).hasSize(1);
    }

    @Test
    void theChosenVersionStaysChosen() {
        long number = store.create(Profile.PLAIN, AT).number();
        Message question = store.append(number, Message.question(0, "q", List.of(), AT));
        Message first = store.append(number, Message.question(question.number(), "first", List.of(), AT));
        store.append(number, Message.question(question.number(), "second", List.of(), AT));
        store.choose(first.number());
        Path file = folder.resolve("a.json");
        exporting.export(number, Form.JSON, file);
        long copy = importing.files(List.of(file)).numbers().getFirst();
        assertThat(store.newest(copy, 9).orElseThrow().messages())
                .extracting(Message::text)
                .containsExactly("q", "first");
        assertThat(store.tree(copy)).hasSize(3);
    }

    @Test
    void allAreExportedAndNothingIsReplaced() throws Exception {
        talk("Same");
        talk("Same");
        talk("../etc/passwd");
        talk("CON");
        Files.writeString(folder.resolve("Same.json"), "mine");
        assertThat(exporting.exportAll(folder).sentences()).startsWith("4 conversations were exported to ");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "Same.json", "Same 2.json", "Same 3.json", "etc-passwd.json", "Conversation.json");
        }
        assertThat(Files.readString(folder.resolve("Same.json"))).isEqualTo("mine");
        assertThat(exporting.exportAll(folder.resolve("missing")).sentences())
                .startsWith("0 conversations were exported to missing, then it ended: the file or its folder is not"
                        + " there.");
        assertThat(new Exporting(new MemoryStore()).exportAll(folder).fine()).isFalse();
    }

    @Test
    void whatCannotBeWrittenLeavesNothing() throws Exception {
        long number = talk("x");
        Path taken = folder.resolve("taken.json");
        Files.createDirectories(taken.resolve("full"));
        assertThat(exporting.export(number, Form.JSON, taken).fine()).isFalse();
        store.delete(number);
        assertThat(exporting
                        .export(number, Form.JSON, folder.resolve("gone.json"))
                        .sentences())
                .isEqualTo("The conversation is not there any more, and nothing was exported.");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("taken.json");
        }
    }

    @Test
    void eachFileSaysWhyItWasNotImported() throws Exception {
        Path good = folder.resolve("good.json");
        exporting.export(talk("Good"), Form.JSON, good);
        Path bytes = Files.write(folder.resolve("bytes.json"), new byte[] {'{', (byte) 0xff});
        Path huge = folder.resolve("huge.json");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(Importing.MOST_BYTES + 1L);
        }
        int before = store.find("", 99).size();
        Importing.Imported imported =
                importing.files(List.of(bytes, good, huge, folder, folder.resolve("no.json"), Path.of("/dev/zero")));
        assertThat(imported.numbers()).hasSize(1);
        assertThat(imported.told().fine()).isFalse();
        assertThat(imported.told().sentences())
                .startsWith("\"Good\" was imported with 2 messages. ")
                .contains("bytes.json was not imported: it is no text in UTF-8.")
                .contains("huge.json was not imported: it has more than 32 MB.")
                .contains("no.json was not imported: the file or its folder is not there.")
                .contains("zero was not imported: it is no file.");
        assertThat(store.find("", 99)).hasSize(before + 1);
    }

    @Test
    void namesOfFilesAreHarmless() {
        assertThat(Exporting.fileName("a/b\\c:*?\"<>|\n\u202Ed", Form.MARKDOWN)).isEqualTo("a-b-c- d.md");
        assertThat(Exporting.fileName("...", Form.JSON)).isEqualTo("Conversation.json");
        assertThat(Exporting.fileName("日本語 😀", Form.JSON)).isEqualTo("日本語.json");
        assertThat(Exporting.fileName("x".repeat(500), Form.JSON)).hasSizeLessThan(70);
    }

    @Test
    void aFullDiskIsSaid() throws Exception {
        Path file = folder.resolve("a.json");
        exporting.export(talk("Good"), Form.JSON, file);
        MemoryStore full = new MemoryStore();
        full.refuse("full");
        Importing.Imported imported = new Importing(full).files(List.of(file));
        assertThat(imported.numbers()).isEmpty();
        assertThat(imported.told().sentences())
                .contains("a.json was not imported: the conversations cannot be written");
        assertThat(full.find("", 9)).extracting(found -> found.conversation()).isEqualTo(List.<Conversation>of());
    }
}
