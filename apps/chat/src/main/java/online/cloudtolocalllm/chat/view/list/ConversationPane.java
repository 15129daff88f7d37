package online.cloudtolocalllm.chat.view.list;

import atlantafx.base.controls.CustomTextField;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import online.cloudtolocalllm.chat.model.list.ConversationList;
import online.cloudtolocalllm.chat.model.list.ListState;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.window.EmptyNote;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/** The left side of the window: looking for conversations, a new one, all of them, and what came of what was done. For JavaFX's thread. */
public final class ConversationPane {

    private static final double WIDTH = 256;

    private final VBox root = new VBox();
    private final ConversationList list;
    private final Runnable leave;
    private final RowList rows;
    private final CustomTextField search = new CustomTextField();
    private final Button clear = Parts.button("search-clear", "✕", this::clear);
    private final EmptyNote empty = new EmptyNote("", "");
    private final Label sentence = Parts.paragraph("", "list-notice-text");
    private final HBox notice = new HBox();
    private final VBox foot = new VBox();

    /**
     * Shows this list, and follows it.
     *
     * @param leave goes to where one types: a conversation was opened, or somebody is done here
     */
    public ConversationPane(ConversationList list, FileQuestions files, Runnable leave) {
        this.list = list;
        this.leave = leave;
        rows = new RowList(list, files, this::focusSearch, leave);
        root.setId("conversation-pane");
        root.getStyleClass().add("conversation-pane");
        root.setPrefWidth(WIDTH);
        root.setMinWidth(Region.USE_PREF_SIZE);
        root.getStylesheets().add(StyleSheet.of("list"));
        StackPane middle = new StackPane(rows.root(), empty);
        VBox.setVgrow(middle, Priority.ALWAYS);
        empty.setMouseTransparent(true);
        notice();
        foot.getStyleClass().add("list-foot");
        root.getChildren().addAll(search(), line(files), middle, notice, foot);
        lookAgain();
        list.onChange(this::show);
    }

    /** What is put into the window. */
    public Region root() {
        return root;
    }

    /** Puts these below the list, in this order. */
    public void foot(Node... below) {
        foot.getChildren().setAll(below);
    }

    /** Goes to the field in which one looks for conversations. */
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    private Node search() {
        search.setId("search");
        search.setPromptText("Search");
        search.setAccessibleText("Search in all conversations");
        search.getStyleClass().add("list-search");
        Label sign = Parts.text("⌕", "quiet", "search-sign");
        sign.setMouseTransparent(true);
        search.setLeft(sign);
        clear.getStyleClass().addAll("flat", "small", "search-clear");
        clear.setAccessibleText("Show all conversations");
        clear.setFocusTraversable(false);
        Label keys = Parts.text("Ctrl K", "search-keys");
        keys.setMouseTransparent(true);
        search.setRight(keys);
        search.textProperty().subscribe(text -> {
            search.setRight(text.isEmpty() ? keys : clear);
            list.search(text);
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::searching);
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox around = new HBox(search);
        around.getStyleClass().add("list-search-line");
        return around;
    }

    private void searching(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> rows.first();
            case ENTER -> rows.openFirst();
            case ESCAPE -> {
                if (search.getText().isEmpty()) {
                    leave.run();
                } else {
                    clear();
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void clear() {
        search.clear();
        search.requestFocus();
    }

    private Node line(FileQuestions files) {
        Button begin = Parts.button("new-chat", "+ New chat", this::begin);
        begin.getStyleClass().addAll("flat", "new-chat");
        begin.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(begin, Priority.ALWAYS);
        MenuButton more = new MenuButton(
                "⋯",
                null,
                RowActions.item("list-import", "Import…", files::importFiles),
                RowActions.item("list-export-all", "Export all…", files::exportAll));
        more.setId("list-menu");
        more.setAccessibleText("Import and export of conversations");
        more.getStyleClass().addAll("flat", "no-arrow", "list-menu");
        HBox line = new HBox(begin, more);
        line.getStyleClass().add("list-line");
        return line;
    }

    private void begin() {
        list.begin();
        leave.run();
    }

    private void notice() {
        Button dismiss = Parts.button("list-notice-dismiss", "✕", list::dismiss);
        dismiss.setAccessibleText("Dismiss");
        dismiss.getStyleClass().addAll("flat", "small");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setId("list-notice-text");
        notice.setId("list-notice");
        notice.getStyleClass().add("list-notice");
        notice.getChildren().addAll(sentence, Parts.spring(), dismiss);
    }

    private void lookAgain() {
        // What another day or another program changed is seen when somebody looks again.
        root.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::focusedProperty)
                .subscribe(focused -> {
                    if (Boolean.TRUE.equals(focused)) {
                        list.refresh();
                    }
                });
    }

    private void show(ListState state) {
        rows.show(state.rows());
        Parts.there(empty, state.empty());
        if (state.words().isBlank()) {
            empty.say("No conversations yet", "What you ask is kept here.");
        } else {
            empty.say(
                    "Nothing found",
                    "No conversation has \"" + Words.plain(state.words())
                            + "\". Try fewer words, or the beginning of one.");
        }
        sentence.setText(state.notice().sentences());
        Parts.tone(sentence, state.notice().fine() ? Tone.QUIET : Tone.BAD);
        Parts.there(notice, !state.notice().sentences().isEmpty());
    }
}
