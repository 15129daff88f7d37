package online.cloudtolocalllm.settings.view.status;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.settings.model.status.Request;
import online.cloudtolocalllm.settings.model.status.RequestFilter;
import online.cloudtolocalllm.settings.model.status.RequestFilter.Choice;
import online.cloudtolocalllm.settings.model.status.RequestLines;
import online.cloudtolocalllm.settings.model.status.RequestLog;
import online.cloudtolocalllm.settings.model.status.RequestWatch;
import online.cloudtolocalllm.settings.model.status.Story;
import online.cloudtolocalllm.settings.model.status.TableLine;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.Reveal;
import online.cloudtolocalllm.window.Parts;

/** The table of requests, its filter, and the story of one of them. */
final class RequestsPart extends VBox {

    private static final double HEIGHT = LineTable.heightOf(9);

    private final RequestWatch watch;
    private final TextField filter = new TextField();
    private final ChoiceBox<Choice> choice = new ChoiceBox<>();
    private final Label count = Parts.text("", "quiet");
    private final Label placeholder = Parts.paragraph("", "quiet");
    private final LineTable table =
            new LineTable(RequestLines.HEADINGS, List.of(72, 86, 100, 96, 72, 82, 74, 150), Set.of(4, 5, 6));
    private final StoryPane story = new StoryPane(this::closeStory);

    private RequestFilter wanted = RequestFilter.ALL;
    private Optional<Request.Key> open = Optional.empty();
    private Moment moment = new Moment(Instant.EPOCH, ZoneId.systemDefault());
    /** Of what the lines were made that are shown. */
    private Made made = new Made(RequestLog.EMPTY, RequestFilter.ALL, LocalDate.EPOCH);

    private List<TableLine> lines = List.of();

    private record Made(RequestLog log, RequestFilter filter, LocalDate day) {}

    RequestsPart(RequestWatch watch) {
        this.watch = watch;
        setSpacing(8);
        filter.setId("requests-filter");
        filter.setPromptText("Filter: app, model, connection, reason …");
        filter.setAccessibleText("Filter requests by words");
        filter.textProperty().addListener((property, before, now) -> narrow());
        HBox.setHgrow(filter, Priority.ALWAYS);
        choice.setId("requests-outcome");
        choice.setAccessibleText("Filter requests by outcome");
        choice.getItems().setAll(Choice.values());
        choice.setValue(Choice.ALL);
        choice.valueProperty().addListener((property, before, now) -> narrow());
        table.setId("requests");
        table.setAccessibleText("Requests");
        table.setPrefHeight(HEIGHT);
        table.setMinHeight(HEIGHT);
        table.setPlaceholder(placeholder);
        table.onOpen(line -> open(line, true));
        table.getSelectionModel().selectedItemProperty().addListener((property, before, line) -> follow(line));
        HBox line = new HBox(8, filter, choice, count);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(Parts.text("Requests", "group"), line, table, story);
    }

    private void narrow() {
        wanted = RequestFilter.of(filter.getText(), choice.getValue());
        show(moment);
    }

    private void follow(TableLine line) {
        // While one is open, going through the table goes through the stories.
        if (open.isPresent() && line != null) {
            open(line, false);
        }
    }

    private void open(TableLine line, boolean reveal) {
        if (line.key() instanceof Request.Key key) {
            open = Optional.of(key);
            tell();
            if (reveal) {
                Reveal.in(story);
            }
        }
    }

    private void closeStory() {
        open = Optional.empty();
        story.hide();
        table.requestFocus();
    }

    /** Closes the story; false if none was open. */
    boolean escape() {
        boolean was = open.isPresent();
        if (was) {
            closeStory();
        } else if (wanted.narrows()) {
            filter.clear();
            choice.setValue(Choice.ALL);
            was = true;
        }
        return was;
    }

    void search() {
        filter.requestFocus();
        filter.selectAll();
    }

    /** The lines that are shown. */
    List<TableLine> lines() {
        return lines;
    }

    void show(Moment now) {
        moment = now;
        RequestLog log = watch.log();
        Made from = new Made(log, wanted, LocalDate.ofInstant(now.now(), now.zone()));
        if (!made.equals(from)) {
            made = from;
            lines = RequestLines.of(log, wanted, now.now(), now.zone());
            table.show(lines);
        }
        int all = log.requests().size();
        count.setText(wanted.narrows() ? lines.size() + " of " + all : Figures.count(all, "request"));
        placeholder.setText(placeholder(all));
        tell();
    }

    private String placeholder(int all) {
        if (!watch.problem().isEmpty()) {
            return "The daemon does not tell: " + watch.problem();
        }
        if (!watch.known()) {
            return "Asking the daemon …";
        }
        return all > 0
                ? "No request that is remembered fits. Esc shows all."
                : "No request has come yet. Give the gateway's address to a program, and ask something.";
    }

    private void tell() {
        Optional<Request> request = open.flatMap(watch.log()::find);
        request.ifPresentOrElse(found -> story.show(Story.of(found, moment.now(), moment.zone())), story::hide);
        if (request.isEmpty()) {
            open = Optional.empty();
        }
    }
}
