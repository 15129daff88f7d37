package online.cloudtolocalllm.chat.model.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Words;

/** Writes conversations of the store to files. Thread-safe; its methods block on the disk. */
public final class Exporting {

    /** More than anybody has. */
    private static final int ALL = 1_000_000;

    private final ConversationStore store;

    /** Out of this store. */
    public Exporting(ConversationStore store) {
        this.store = store;
    }

    /** What a conversation of this title is best called as a file. */
    public static String fileName(String title, Form form) {
        return FileName.of(title) + form.ending();
    }

    /** Writes one conversation to this file, in place of what stood there. */
    public Told export(long number, Form form, Path file) {
        Optional<WholeConversation> whole = whole(number);
        if (whole.isEmpty()) {
            return Told.problem("The conversation is not there any more, and nothing was exported.");
        }
        try {
            long bytes = write(whole.get(), form, file);
            String to = "The conversation was exported to " + name(file) + ".";
            return Told.fine(
                    form == Form.JSON && bytes > Importing.MOST_BYTES
                            ? to + " It has " + Figures.size(bytes) + "; more than "
                                    + Figures.size(Importing.MOST_BYTES) + " cannot be imported again."
                            : to);
        } catch (IOException e) {
            return Told.problem("The conversation was not exported: " + reason(e));
        }
    }

    /** Writes each conversation as JSON to a file of its own in this folder, where nothing is replaced. */
    public Told exportAll(Path folder) {
        int written = 0;
        for (Conversation one :
                store.find("", ALL).stream().map(found -> found.conversation()).toList()) {
            Optional<WholeConversation> whole = whole(one.number());
            if (whole.isEmpty()) {
                continue;
            }
            try {
                write(whole.get(), Form.JSON, free(folder, one.title()));
                written++;
            } catch (IOException e) {
                return Told.problem(Figures.count(written, "conversation")
                        + (written == 1 ? " was" : " were") + " exported to " + name(folder)
                        + ", then it ended: " + reason(e));
            }
        }
        return written == 0
                ? Told.problem("There is no conversation yet, and nothing was exported.")
                : Told.fine(Figures.count(written, "conversation") + (written == 1 ? " was" : " were") + " exported to "
                        + name(folder) + ".");
    }

    /** One conversation as Markdown; empty if it is not there any more. */
    public Optional<String> markdown(long number) {
        return whole(number).map(whole -> {
            StringBuilder text = new StringBuilder();
            try {
                ConversationMarkdown.write(whole, text);
            } catch (IOException e) {
                throw new UncheckedIOException("memory refuses nothing", e);
            }
            return text.toString();
        });
    }

    private Optional<WholeConversation> whole(long number) {
        return store.conversation(number)
                .map(conversation -> WholeConversation.of(
                        conversation,
                        store.tree(number),
                        store.newest(number, ALL).map(Opened::messages).orElse(List.of())));
    }

    private static long write(WholeConversation whole, Form form, Path file) throws IOException {
        return NewFile.write(file, target -> {
            switch (form) {
                case JSON -> ConversationJson.write(whole, target);
                case MARKDOWN -> ConversationMarkdown.write(whole, target);
            }
        });
    }

    private static Path free(Path folder, String title) {
        String name = FileName.of(title);
        Path file = folder.resolve(name + Form.JSON.ending());
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(name + " " + i + Form.JSON.ending());
        }
        return file;
    }

    private static String name(Path file) {
        return Words.plain(Optional.ofNullable(file.getFileName()).orElse(file).toString());
    }

    /** Why a file cannot be used, as a sentence without the path, which is long and known. */
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "the system does not allow it. Choose another place.";
            case NoSuchFileException _ -> "the file or its folder is not there. Choose another one.";
            case FileSystemException file
            when file.getReason() != null -> Words.plain(file.getReason()) + ". Choose another place.";
            default -> Words.plain(String.valueOf(e.getMessage())) + ". Choose another place.";
        };
    }
}
