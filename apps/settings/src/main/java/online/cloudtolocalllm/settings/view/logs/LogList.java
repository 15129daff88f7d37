package online.cloudtolocalllm.settings.view.logs;

import java.util.List;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.settings.model.logs.LogChange;
import online.cloudtolocalllm.settings.model.logs.LogLine;
import online.cloudtolocalllm.settings.model.logs.LogPage;
import online.cloudtolocalllm.settings.model.logs.LogState;
import online.cloudtolocalllm.window.Parts;

/** The lines, the whole text of those that are chosen, and the way back to the newest. Scrolling up stops following. */
final class LogList extends VBox {

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    /** Of more chosen lines the first ones are shown below; all are copied. */
    private static final int MOST_DETAILS = 100;

    private final LogPage log;
    private final Runnable copy;
    private final ListView<LogLine> list = new ListView<>();
    private final Button newest = Parts.button("log-newest", "↓ newest", this::toTheNewest);
    private final TextArea details = new TextArea();

    LogList(LogPage log, Runnable copy) {
        this.log = log;
        this.copy = copy;
        list.setId("log-lines");
        list.setAccessibleText("Lines of the log");
        list.getStyleClass().add("log-lines");
        list.setCellFactory(any -> new LogCell());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.getSelectionModel().getSelectedItems().addListener((InvalidationListener) any -> chosen());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        list.addEventHandler(KeyEvent.KEY_RELEASED, event -> scrolled());
        list.addEventFilter(ScrollEvent.SCROLL, event -> scrolled());
        list.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> scrolled());
        list.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> scrolled());
        newest.getStyleClass().add("log-newest");
        details.setId("log-details");
        details.setAccessibleText("The whole text of the chosen lines");
        details.setEditable(false);
        details.setWrapText(true);
        details.setPrefRowCount(4);
        details.setMinHeight(USE_PREF_SIZE);
        details.getStyleClass().add("mono");
        StackPane lines = new StackPane(list, newest);
        StackPane.setAlignment(newest, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(newest, new Insets(0, 24, 12, 0));
        VBox.setVgrow(lines, Priority.ALWAYS);
        lines.setMinHeight(96);
        setSpacing(8);
        getChildren().addAll(lines, details);
        chosen();
    }

    private void pressed(KeyEvent event) {
        if (COPY.match(event)) {
            copy.run();
            event.consume();
        } else if (event.getCode() == KeyCode.END && !event.isShiftDown()) {
            toTheNewest();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && escape()) {
            // The list itself would keep it.
            event.consume();
        }
    }

    /** Only what the list is at once it has moved tells where somebody is. */
    private void scrolled() {
        Platform.runLater(() -> {
            if (list.getSelectionModel().isEmpty()) {
                log.follow(atTheEnd());
            }
        });
    }

    private boolean atTheEnd() {
        return list.lookupAll(".scroll-bar").stream()
                .filter(node -> node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL)
                .map(ScrollBar.class::cast)
                .allMatch(bar -> !bar.isVisible() || bar.getValue() >= bar.getMax() - 0.000_1);
    }

    private void toTheNewest() {
        list.getSelectionModel().clearSelection();
        log.follow(true);
        list.scrollTo(list.getItems().size() - 1);
    }

    private void chosen() {
        List<LogLine> chosen = list.getSelectionModel().getSelectedItems();
        boolean some = !chosen.isEmpty();
        details.setText(text(chosen.stream().limit(MOST_DETAILS).toList()));
        Parts.there(details, some);
        if (some) {
            log.follow(false);
        }
    }

    /** Brings the list to what it should show. */
    void change(LogChange change) {
        switch (change) {
            case LogChange.Anew(List<LogLine> lines) -> list.getItems().setAll(lines);
            case LogChange.More(int gone, List<LogLine> lines) -> {
                if (gone > 0) {
                    list.getItems().remove(0, gone);
                }
                if (!lines.isEmpty()) {
                    list.getItems().addAll(lines);
                }
                if (gone == 0 && lines.isEmpty()) {
                    return;
                }
            }
        }
        if (log.state().following()) {
            list.scrollTo(list.getItems().size() - 1);
        }
    }

    void show(LogState state) {
        newest.setVisible(!state.following());
        newest.setText(state.waiting() == 0 ? "↓ newest" : "↓ " + Figures.count(state.waiting(), "new line"));
    }

    /** The chosen lines; all that are shown where none is chosen. */
    List<LogLine> copied() {
        List<LogLine> chosen = list.getSelectionModel().getSelectedItems();
        return List.copyOf(chosen.isEmpty() ? list.getItems() : chosen);
    }

    static String text(List<LogLine> lines) {
        return lines.stream().map(LogLine::text).collect(Collectors.joining("\n"));
    }

    /** Nothing is chosen any more; false if nothing was. */
    boolean escape() {
        if (list.getSelectionModel().isEmpty()) {
            return false;
        }
        list.getSelectionModel().clearSelection();
        return true;
    }
}
