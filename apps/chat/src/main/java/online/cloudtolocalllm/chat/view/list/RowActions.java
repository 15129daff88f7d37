package online.cloudtolocalllm.chat.view.list;

import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import online.cloudtolocalllm.chat.model.exchange.Form;
import online.cloudtolocalllm.chat.model.list.ConversationList;
import online.cloudtolocalllm.chat.model.list.ListRow.Entry;

/** What can be done with a row, by keys and by its menu. For JavaFX's thread. */
final class RowActions {

    private static final KeyCombination OPEN = new KeyCodeCombination(KeyCode.ENTER);
    private static final KeyCombination RENAME = new KeyCodeCombination(KeyCode.F2);
    private static final KeyCombination PIN = new KeyCodeCombination(KeyCode.P, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination DELETE = new KeyCodeCombination(KeyCode.DELETE);

    private final ConversationList list;
    private final FileQuestions files;
    private final Consumer<Entry> opener;
    private final Consumer<Entry> renamer;

    RowActions(ConversationList list, FileQuestions files, Consumer<Entry> opener, Consumer<Entry> renamer) {
        this.list = list;
        this.files = files;
        this.opener = opener;
        this.renamer = renamer;
    }

    void open(Entry entry) {
        opener.accept(entry);
    }

    /** Does what a key says; false if it says nothing. */
    boolean pressed(KeyEvent event, Entry entry) {
        if (OPEN.match(event) || event.getCode() == KeyCode.SPACE) {
            open(entry);
        } else if (RENAME.match(event)) {
            renamer.accept(entry);
        } else if (PIN.match(event)) {
            pin(entry);
        } else if (DELETE.match(event)) {
            delete(entry);
        } else {
            return false;
        }
        return true;
    }

    private void pin(Entry entry) {
        list.changes().pin(entry.conversation(), !entry.conversation().pinned());
    }

    private void delete(Entry entry) {
        list.changes().delete(entry.conversation());
    }

    ContextMenu menu(Entry entry) {
        ContextMenu menu = new ContextMenu(
                item("row-open", "Open", OPEN, () -> open(entry)),
                item("row-rename", "Rename", RENAME, () -> renamer.accept(entry)),
                item("row-pin", entry.conversation().pinned() ? "Unpin" : "Pin to the top", PIN, () -> pin(entry)),
                new SeparatorMenuItem(),
                item("row-export-markdown", "Export as Markdown…", () -> export(entry, Form.MARKDOWN)),
                item("row-export-json", "Export as JSON…", () -> export(entry, Form.JSON)),
                new SeparatorMenuItem(),
                item("row-delete", "Delete", DELETE, () -> delete(entry)));
        menu.setId("row-menu");
        return menu;
    }

    private void export(Entry entry, Form form) {
        files.export(entry.conversation(), form);
    }

    private static MenuItem item(String id, String text, KeyCombination keys, Runnable action) {
        MenuItem item = item(id, text, action);
        item.setAccelerator(keys);
        return item;
    }

    static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }
}
