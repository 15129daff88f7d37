package online.cloudtolocalllm.settings.view.logs;

import java.nio.file.Path;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.settings.model.general.GeneralSettings;
import online.cloudtolocalllm.settings.model.logs.LogChange;
import online.cloudtolocalllm.settings.model.logs.LogLine;
import online.cloudtolocalllm.settings.model.logs.LogPage;
import online.cloudtolocalllm.settings.model.logs.LogState;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.Page;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.EmptyNote;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** The daemon's log, live, also while no daemon runs: then it says why it ended. */
public final class LogsTab implements Page {

    private final PageContext context;
    private final Path file;
    private final LogPage log;
    private final LogList lines;
    private final TextField words = new TextField();
    private final ChoiceBox<LevelChoice> level = new ChoiceBox<>();
    private final Button open = Parts.button("log-open", "Open file", this::open);
    private final Label foot = Parts.text("", "quiet");
    private final EmptyNote empty = new EmptyNote("", "");
    private final VBox page = new VBox();
    private final Timeline looks = new Timeline(new KeyFrame(Duration.millis(500), tick -> look()));
    private String writes = "";

    /** Makes it, empty. */
    public LogsTab(PageContext context) {
        this.context = context;
        file = context.shell().locations().log();
        log = new LogPage(file, context.disk(), context.screen(), this::changed);
        lines = new LogList(log, this::copy);
        words.setId("log-filter");
        words.setPromptText("Show lines with …");
        words.setAccessibleText("Show only lines with these words");
        words.textProperty().addListener((property, before, now) -> log.words(now));
        words.setMinWidth(120);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(320);
        level.setId("log-level");
        level.setAccessibleText("Levels that are shown");
        level.getItems().setAll(LevelChoice.values());
        level.setValue(LevelChoice.ALL);
        level.setOnAction(event -> log.level(level.getValue().least()));
        Button copy = Parts.button("log-copy", "Copy", this::copy);
        copy.setAccessibleText("Copy the chosen lines, or all that are shown");
        HBox tools = new HBox(8, words, level, Parts.spring(), copy, open);
        tools.getStyleClass().add("log-tools");
        empty.setId("log-empty");
        empty.setMouseTransparent(true);
        StackPane middle = new StackPane(lines, empty);
        VBox.setVgrow(middle, Priority.ALWAYS);
        foot.setId("log-foot");
        page.getStyleClass().addAll("page", "log-page");
        page.getChildren().addAll(Parts.text("Logs", "page-title"), tools, middle, foot);
        looks.setCycleCount(Animation.INDEFINITE);
        draw();
    }

    private void look() {
        log.look();
    }

    private void changed(LogChange change) {
        lines.change(change);
        draw();
    }

    private void draw() {
        LogState state = log.state();
        lines.show(state);
        boolean none = state.shown() == 0 && state.looked();
        empty.setVisible(none);
        open.setDisable(state.lines() == 0);
        if (none) {
            boolean filtered = state.lines() > 0;
            empty.say(
                    filtered ? "No line passes the filter" : "There is no log yet",
                    filtered
                            ? "Take the words out of the filter, or show all levels." + hint()
                            : state.problem().orElse("What the daemon does appears here as it happens."));
        }
        String all = Figures.count(state.lines(), "line");
        String which = state.shown() < state.lines()
                ? state.shown() + " of " + all
                : all + (state.lines() == LogPage.MOST ? ", the newest ones" : "");
        String unread = state.problem().map(why -> " " + why).orElse("");
        foot.setText(state.lines() == 0 ? "" : which + writes + unread);
    }

    /** Who looks for more than is written is told where that is set. */
    private String hint() {
        return level.getValue() == LevelChoice.ALL ? "" : " How much the daemon writes is set under General.";
    }

    private void copy() {
        List<LogLine> copied = lines.copied();
        if (copied.isEmpty()) {
            return;
        }
        Copying.put(LogList.text(copied) + "\n");
        context.settings().say("Copied " + Figures.count(copied.size(), "line") + " of the log.", false, false);
    }

    private void open() {
        context.open(file);
    }

    @Override
    public Parent root() {
        return page;
    }

    @Override
    public void show(SettingsState state, Moment now) {
        FieldKey level = FieldKey.daemon(DaemonKey.LOG_LEVEL.dotted());
        String said = state.config()
                .override(level)
                .map(variable -> ". How much the daemon writes is set by the environment variable "
                        + Words.plain(variable) + ".")
                .orElseGet(() -> ". The daemon writes "
                        + GeneralSettings.written(
                                state.config().daemonConfig().logLevel().word())
                        + "; that is set under General.");
        if (!said.equals(writes)) {
            writes = said;
            draw();
        }
    }

    @Override
    public void opened() {
        look();
        looks.play();
    }

    @Override
    public void left() {
        looks.stop();
    }

    @Override
    public boolean escape() {
        return lines.escape();
    }

    @Override
    public void close() {
        looks.stop();
        log.close();
    }
}
