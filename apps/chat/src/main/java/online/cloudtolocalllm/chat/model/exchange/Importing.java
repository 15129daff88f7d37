package online.cloudtolocalllm.chat.model.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Words;

/**
 * Reads conversations from files into the store: of each file all or nothing. Which form a file has is seen in it, not in its name.
 * Thread-safe; its methods block on the disk.
 */
public final class Importing {

    /** The largest file that is read: several times of it is needed in memory for a moment. */
    public static final int MOST_BYTES = 32_000_000;

    private static final String STORE =
            "the conversations cannot be written now. Look whether the disk is full, and import it again.";

    private final ConversationStore store;

    /** Into this store. */
    public Importing(ConversationStore store) {
        this.store = store;
    }

    /**
     * What came of it.
     *
     * @param numbers the new conversations
     * @param told what was and was not imported
     */
    public record Imported(List<Long> numbers, Told told) {

        /** Copies the list. */
        public Imported {
            numbers = List.copyOf(numbers);
        }
    }

    private sealed interface Outcome {}

    private record Added(long number, String title, int messages) implements Outcome {}

    private record Not(String sentence) implements Outcome {}

    /** Imports these files, one after the other. */
    public Imported files(List<Path> files) {
        List<Added> added = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        for (Path file : files) {
            switch (file(file)) {
                case Added one -> added.add(one);
                case Not(String sentence) -> sentences.add(sentence);
            }
        }
        boolean fine = sentences.isEmpty();
        if (added.size() == 1) {
            Added one = added.getFirst();
            sentences.addFirst("\"" + Words.plain(one.title()) + "\" was imported with "
                    + Figures.count(one.messages(), "message") + ".");
        } else if (!added.isEmpty()) {
            int messages = added.stream().mapToInt(Added::messages).sum();
            sentences.addFirst(Figures.count(added.size(), "conversation") + " were imported with "
                    + Figures.count(messages, "message") + ".");
        }
        return new Imported(added.stream().map(Added::number).toList(), new Told(String.join(" ", sentences), fine));
    }

    private Outcome file(Path file) {
        String name =
                Words.plain(Optional.ofNullable(file.getFileName()).orElse(file).toString());
        String not = name + " was not imported: ";
        try {
            return switch (read(file)) {
                case Reading.Refused(String reason) -> new Not(not + reason + ".");
                case Reading.Whole(WholeConversation whole) -> {
                    long number = store.add(whole.conversation(), whole.messages());
                    yield number == 0
                            ? new Not(not + STORE)
                            : new Added(
                                    number,
                                    whole.conversation().title(),
                                    whole.messages().size());
                }
            };
        } catch (IOException e) {
            return new Not(not + Exporting.reason(e));
        }
    }

    private static Reading read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe would be waited for, and a device never ends.
            return new Reading.Refused("it is no file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            return new Reading.Refused("it has more than " + Figures.size(MOST_BYTES));
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Reading.Refused("it is no text in UTF-8");
        }
        return text.stripLeading().startsWith("{") ? ConversationJson.read(text) : ConversationMarkdown.read(text);
    }
}
