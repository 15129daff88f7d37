package online.cloudtolocalllm.chat.view;

import java.time.ZoneId;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.exchange.Form;
import online.cloudtolocalllm.chat.model.standing.ClosingChoice;
import online.cloudtolocalllm.chat.model.standing.ClosingRule;
import online.cloudtolocalllm.chat.model.standing.Guide;
import online.cloudtolocalllm.chat.model.standing.Standing;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.chat.view.library.LibraryPage;
import online.cloudtolocalllm.chat.view.list.ConversationPane;
import online.cloudtolocalllm.chat.view.list.FileDialogs;
import online.cloudtolocalllm.chat.view.list.FileQuestions;
import online.cloudtolocalllm.chat.view.picker.ChatHeader;
import online.cloudtolocalllm.chat.view.profile.OptionsPanel;
import online.cloudtolocalllm.chat.view.shortcuts.ChatShortcuts;
import online.cloudtolocalllm.chat.view.shortcuts.Shortcut;
import online.cloudtolocalllm.chat.view.shortcuts.ShortcutSheet;
import online.cloudtolocalllm.chat.view.standing.Attention;
import online.cloudtolocalllm.chat.view.standing.Closing;
import online.cloudtolocalllm.chat.view.standing.FirstRunGuide;
import online.cloudtolocalllm.chat.view.standing.StatusLine;
import online.cloudtolocalllm.chat.view.talk.TalkView;
import online.cloudtolocalllm.chat.view.undo.UndoStrip;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.window.DaemonBanner;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.WindowExit;
import online.cloudtolocalllm.window.WindowPart;
import online.cloudtolocalllm.window.WindowProgram;
import online.cloudtolocalllm.window.WindowSize;
import online.cloudtolocalllm.window.start.WindowName;

/** The main window: conversations, the one that is open, and the library of models. For JavaFX's thread. */
public final class ChatWindow implements WindowPart {

    private static final WindowName NAME = new WindowName("chat", "CloudToLocalLLM", "main window");
    private static final WindowSize SIZE = new WindowSize(1080, 760, 720, 480);

    /** What a rehearsal shows beside the window itself. */
    private static final String LIBRARY = "library";

    private static final String OPTIONS = "options";

    private final Shell shell;
    private final TimeSource time;
    final UndoStrip strip = new UndoStrip(this::toPage);
    private final OpenedParts opened = new OpenedParts();
    private final Outside outside;
    private final ChatModels models;
    private final DaemonBanner banner;
    private final FileQuestions files;
    final ConversationPane list;
    private final ChatHeader header;
    private final TalkView talk;
    private final OptionsPanel options;
    private final LibraryPage library;
    private final FirstRunGuide guide;
    final StatusLine status;
    final Closing closing;
    final ShortcutSheet sheet;
    final ChatFrame frame;

    private ChatState state = ChatState.EMPTY;
    /** Why the settings or a page did not open; empty if they did. */
    private String notice = "";

    /** The process that has this window. */
    public static WindowProgram program() {
        return new WindowProgram(NAME, SIZE, StartPolicy.START, ChatWindow::new);
    }

    ChatWindow(Shell shell) {
        this(shell, TimeSource.system());
    }

    ChatWindow(Shell shell, TimeSource time) {
        this.shell = shell;
        this.time = time;
        outside = new Outside(shell, this::notice);
        models = new ChatModels(shell, strip, time, new Drawing());
        banner = new DaemonBanner(this::startDaemon);
        ChatActions actions = new ChatActions(this, models);
        header = new ChatHeader(models.picker, actions);
        talk = new TalkView(models.talk, this::browse, time, ZoneId.systemDefault());
        options = new OptionsPanel(models.options, () -> options(false));
        library = new LibraryPage(models.library, this::chatWith, () -> library(false));
        guide = new FirstRunGuide(models.firstRun, actions);
        talk.guide(guide.root());
        status = new StatusLine(actions);
        files = new FileQuestions(models.list.files(), new FileDialogs(talk.root()));
        list = new ConversationPane(models.list, files, this::toTalk);
        Button open = Parts.button("library-open", "Library", () -> library(true));
        open.getStyleClass().addAll("flat", "library-open");
        open.setMaxWidth(Double.MAX_VALUE);
        list.foot(open, status.root());
        closing = new Closing(models.closing, shell::end);
        List<Shortcut> shortcuts = ChatShortcuts.of(new ChatKeys(this));
        sheet = new ShortcutSheet(shortcuts);
        frame = new ChatFrame(
                banner,
                list.root(),
                new ChatFrame.Conversation(header.root(), talk.root(), options.root()),
                library.root(),
                strip,
                closing.root(),
                sheet.root());
        root().sceneProperty().subscribe(scene -> {
            if (scene != null) {
                ChatShortcuts.install(scene, shortcuts);
            }
        });
        opened.watch(frame.libraryOpen(), () -> library(false));
        opened.watch(frame.optionsOpen(), () -> options(false));
        opened.watch(status.open(), status::close);
        opened.install(root(), talk.root());
        Attention.watch(root(), models.news::seen);
        models.start(new Drawing());
        draw();
    }

    private void draw() {
        // Without a conversation the guide says it, and what leads out.
        boolean said = models.talk.state().messages().isEmpty() && !frame.isLibrary();
        banner.show(state.link(), notice);
        Parts.there(banner, !notice.isEmpty() || (!state.link().up() && !said));
        Standing standing = standing();
        status.show(standing);
        guide.show(models.firstRun.guide(), standing);
        talk.show(state);
        models.picker.show(state, models.talk.state().profile().model());
        closing.show(state, !models.talk.state().running().isEmpty());
        status.closing(models.closing.now(), ClosingRule.tray(state));
    }

    private Standing standing() {
        return Standing.of(state, time.now(), ZoneId.systemDefault());
    }

    private final class Drawing implements ChatModels.Listener {

        @Override
        public void daemon(ChatState now) {
            state = now;
            draw();
        }

        @Override
        public void talk(TalkState now) {
            header.show(now);
            talk.show(now);
            draw();
        }

        @Override
        public void guide(Guide now) {
            guide.show(now, standing());
        }

        @Override
        public void closing(ClosingChoice choice) {
            draw();
        }
    }

    void startDaemon() {
        notice = "";
        models.feed.connectNow();
        draw();
    }

    void library(boolean shown) {
        frame.library(shown);
        if (shown) {
            library.shown();
        } else {
            talk.focus();
        }
        draw();
    }

    private void notice(String sentences) {
        notice = sentences;
        draw();
    }

    /** Goes to where one types on what is in front. */
    private void toPage() {
        if (frame.isLibrary()) {
            library.focus();
        } else {
            talk.focus();
        }
    }

    void options(boolean shown) {
        frame.options(shown);
        header.optionsShown(shown);
        if (shown) {
            options.focus();
        } else {
            talk.focus();
        }
    }

    /** Goes to where one types. */
    void toTalk() {
        library(false);
    }

    /** Begins a new conversation like the open one. */
    void newChat() {
        // What is written elsewhere ends first: it is of the conversation that is open.
        toTalk();
        models.list.begin();
    }

    /** Ends the program. */
    void quit() {
        shell.end();
    }

    void export(Conversation conversation, Form form) {
        files.export(conversation, form);
    }

    private void chatWith(String model) {
        models.talk.begin(Profile.PLAIN.withModel(model));
        toTalk();
    }

    void browse(String address) {
        outside.browse(address);
    }

    @Override
    public void settings(String tab) {
        outside.settings(tab);
    }

    /** How the open conversation is now. */
    TalkState conversation() {
        return models.talk.state();
    }

    @Override
    public Parent root() {
        return frame.root();
    }

    @Override
    public void shown(String part) {
        options(part.equals(OPTIONS));
        library(part.equals(LIBRARY));
    }

    @Override
    public List<String> parts() {
        return List.of(LIBRARY, OPTIONS);
    }

    @Override
    public void closing(WindowExit exit) {
        sheet.close();
        closing.closing(exit);
    }

    @Override
    public void close() {
        closing.close();
        guide.close();
        strip.close();
        models.close();
    }

    @Override
    public void finish() {
        models.finish();
    }
}
