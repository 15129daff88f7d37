package online.cloudtolocalllm.settings.view.connections;

import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.connections.ConnectionRow;
import online.cloudtolocalllm.settings.model.connections.ConnectionRows;
import online.cloudtolocalllm.settings.model.connections.Selection;
import online.cloudtolocalllm.settings.view.connection.ConnectionDetail;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.Page;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.window.EmptyNote;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** The connections in the order in which they are asked, and below them everything about the chosen one, or a new one. */
public final class ConnectionsTab implements Page {

    private static final String EXPLAINED = "Requests go to the first one that is up and has the model. If it fails"
            + " before it has answered, the next takes over.";
    private static final double MARGIN = 12;

    private final Settings settings;
    private final RemoveQuestion question = new RemoveQuestion();
    private final ConnectionList list;
    private final ListFoot foot;
    private final ConnectionDetail detail;
    private final AddPanel panel;
    private final Label explained = Parts.paragraph(EXPLAINED, "quiet");
    private final Label note = Parts.paragraph("", "quiet");
    private final Label reading = Parts.text("Reading the settings …", "quiet");
    private final EmptyNote empty = new EmptyNote(
            "There is no connection yet", "Pick what you have: its address is proposed, and you can change it.");
    private final VBox page = new VBox();
    private final ScrollPane root = Parts.scrolling(page);
    private List<ConnectionRow> rows = List.of();
    private Selection selection = Selection.NONE;
    private boolean adding;

    /** Makes it, empty. */
    public ConnectionsTab(PageContext context) {
        this.settings = context.settings();
        detail = new ConnectionDetail(context);
        Commands actions = new Commands(settings, question, () -> rows, this::choose, this::removed, detail::test);
        list = new ConnectionList(actions);
        foot = new ListFoot(actions, this::add);
        panel = new AddPanel(context, this::added, this::reveal, this::closed);
        note.setId("connection-note");
        empty.setId("no-connections");
        page.getChildren()
                .addAll(
                        Parts.text("Connections", "page-title"),
                        explained,
                        reading,
                        empty,
                        list.root(),
                        foot,
                        question,
                        panel,
                        note,
                        detail.root());
        page.getStyleClass().addAll("page", "connections-page");
    }

    private void choose(String name) {
        selection = selection.choose(name);
        if (adding()) {
            panel.wipe();
            panel.leave();
        }
        question.close();
        draw();
    }

    /** Undone, it is chosen again. */
    private void removed(String name) {
        selection = selection.await(name);
        list.focus();
    }

    private boolean adding() {
        return adding || panel.busy();
    }

    private void add() {
        adding = true;
        question.close();
        draw();
        reveal();
        panel.focus();
    }

    /** Scrolls down as far as the new connection needs to be seen. */
    private void reveal() {
        root.layout();
        double hidden = page.getHeight() - root.getViewportBounds().getHeight();
        if (hidden > 0) {
            root.setVvalue(Math.min(1, (panel.getLayoutY() - MARGIN) / hidden));
        }
    }

    private void closed() {
        boolean was = adding;
        adding = false;
        draw();
        if (was) {
            list.focus();
        }
    }

    private void added(String name) {
        adding = false;
        selection = row(name).isPresent() ? selection.choose(name) : selection.await(name);
        draw();
        root.setVvalue(0);
        list.focus();
        detail.test();
    }

    private Optional<ConnectionRow> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    private void draw() {
        show(settings.state(), Moment.here());
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void show(SettingsState state, Moment moment) {
        Optional<ConnectionRow> before = selection.name().flatMap(this::row);
        Config config = state.config();
        rows = ConnectionRows.of(state, moment.now(), moment.zone());
        selection = selection.in(rows.stream().map(ConnectionRow::name).toList());
        Optional<ConnectionRow> chosen = selection.name().flatMap(this::row);
        boolean none = rows.isEmpty() && config.known();
        Parts.there(reading, rows.isEmpty() && !none);
        Parts.there(empty, none);
        Parts.there(explained, !rows.isEmpty());
        Parts.there(list.root(), !rows.isEmpty());
        Parts.there(foot, !rows.isEmpty());
        Parts.there(panel, none || adding());
        list.show(rows, selection.name().orElse(""));
        foot.show(chosen, rows, adding());
        panel.show(state, none);
        note.setText(chosen.map(row -> row.note(config)).orElse(""));
        Parts.there(note, !adding() && !note.getText().isEmpty());
        boolean detailed =
                !adding() && chosen.filter(row -> row.editable(config)).isPresent();
        Parts.there(detail.root(), detailed);
        if (detailed) {
            detail.show(chosen.get().name(), state, moment);
        } else if (chosen.isEmpty() && config.known()) {
            detail.close();
        }
        before.filter(row -> row.gone(config)).ifPresent(row -> {
            question.close();
            if (!settings.changing() && config.known()) {
                settings.say(Words.plain(row.name()) + " was removed elsewhere.", false, false);
            }
        });
    }

    @Override
    public void left() {
        panel.wipe();
        detail.left();
    }

    @Override
    public boolean escape() {
        if (list.escape() || question.close()) {
            list.focus();
            return true;
        }
        if (adding()) {
            panel.leave();
            return true;
        }
        return detail.escape();
    }

    @Override
    public void close() {
        panel.wipe();
        detail.close();
    }
}
