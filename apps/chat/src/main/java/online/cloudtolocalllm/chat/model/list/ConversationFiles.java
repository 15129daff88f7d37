package online.cloudtolocalllm.chat.model.list;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.Aside;
import online.cloudtolocalllm.chat.model.Undo;
import online.cloudtolocalllm.chat.model.exchange.Exporting;
import online.cloudtolocalllm.chat.model.exchange.Form;
import online.cloudtolocalllm.chat.model.exchange.Importing;
import online.cloudtolocalllm.chat.model.exchange.Told;
import online.cloudtolocalllm.chat.model.talk.TalkActions;
import online.cloudtolocalllm.chat.store.ConversationStore;

/** Writes conversations to files and reads them, and says what came of it. For JavaFX's thread; no method blocks. */
public final class ConversationFiles {

    private final Exporting exporting;
    private final Importing importing;
    private final TalkActions talk;
    private final Undo undo;
    private final Aside aside;
    private final ConversationChanges changes;
    private final Runnable changed;
    private final Consumer<Told> tell;

    ConversationFiles(
            ConversationStore store,
            TalkActions talk,
            Undo undo,
            Aside aside,
            ConversationChanges changes,
            Runnable changed,
            Consumer<Told> tell) {
        this.exporting = new Exporting(store);
        this.importing = new Importing(store);
        this.talk = talk;
        this.undo = undo;
        this.aside = aside;
        this.changes = changes;
        this.changed = changed;
        this.tell = tell;
    }

    /** Writes a conversation to this file, in place of what stood there. */
    public void export(long conversation, Form form, Path file) {
        aside.ask(() -> exporting.export(conversation, form, file), tell);
    }

    /** Hands over a conversation as Markdown, unless it is gone. */
    public void text(long conversation, Consumer<String> then) {
        aside.ask(() -> exporting.markdown(conversation), text -> text.ifPresent(then));
    }

    /** Writes each conversation to a file of its own in this folder. */
    public void exportAll(Path folder) {
        aside.ask(() -> exporting.exportAll(folder), tell);
    }

    /** Reads conversations from these files, and opens the one that came, if it is one. */
    public void importFiles(List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        aside.ask(() -> importing.files(files), imported -> {
            changed.run();
            if (imported.numbers().size() == 1) {
                talk.open(imported.numbers().getFirst());
            }
            if (imported.told().fine()) {
                undo.offer(imported.told().sentences(), () -> changes.takeBack(imported.numbers()), () -> {});
            } else {
                // What has to be read stands until it was.
                tell.accept(imported.told());
            }
        });
    }
}
