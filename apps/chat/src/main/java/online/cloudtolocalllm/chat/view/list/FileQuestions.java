package online.cloudtolocalllm.chat.view.list;

import online.cloudtolocalllm.chat.model.exchange.Exporting;
import online.cloudtolocalllm.chat.model.exchange.Form;
import online.cloudtolocalllm.chat.model.list.ConversationFiles;
import online.cloudtolocalllm.chat.model.talk.Conversation;

/** Asks which file, and has it written or read. For JavaFX's thread. */
public final class FileQuestions {

    private final ConversationFiles files;
    private final ChosenFiles chosen;

    /** Has it done by these, where those say. */
    public FileQuestions(ConversationFiles files, ChosenFiles chosen) {
        this.files = files;
        this.chosen = chosen;
    }

    /** Exports a conversation. */
    public void export(Conversation conversation, Form form) {
        chosen.save("Export as " + form.word(), Exporting.fileName(conversation.title(), form), form)
                .ifPresent(file -> files.export(conversation.number(), form, file));
    }

    /** Exports all of them as JSON, each to a file of its own. */
    public void exportAll() {
        chosen.folder("Export all conversations to a folder").ifPresent(files::exportAll);
    }

    /** Imports conversations. */
    public void importFiles() {
        files.importFiles(chosen.open("Import conversations"));
    }
}
