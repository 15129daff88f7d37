package online.cloudtolocalllm.chat.view.picker;

import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import online.cloudtolocalllm.chat.model.library.ModelRow;
import online.cloudtolocalllm.chat.model.picker.Picker;
import online.cloudtolocalllm.chat.model.picker.PickerState;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.window.Parts;

/** The list that opens below the model's button. What is typed searches, arrows go through the list, Enter takes. For JavaFX's thread. */
final class ModelList {

    private static final double WIDTH = 440;
    private static final int MOST_ROWS = 7;
    private static final int PAGE = 6;

    private final Picker picker;
    private final Consumer<String> onChoose;
    private final Popup popup = new Popup();
    private final TextField search = new TextField();
    private final ListView<ModelRow> list = new ListView<>();
    private final Label empty = Parts.paragraph("", "quiet");
    private final Label looked = Parts.paragraph("", "quiet", "picker-why");
    private PickerState state = PickerState.EMPTY;
    private boolean drawing;

    ModelList(Picker picker, Consumer<String> onChoose) {
        this.picker = picker;
        this.onChoose = onChoose;
        search.setId("model-search");
        search.setPromptText("Search models");
        search.setAccessibleText("Search models");
        search.textProperty().addListener((property, before, now) -> searched(now));
        list.setId("model-list");
        list.setAccessibleText("Models");
        list.setFixedCellSize(ModelCell.HEIGHT);
        list.setFocusTraversable(false);
        list.setCellFactory(ignored -> new ModelCell(row -> CanonicalName.same(row.model(), state.model())));
        list.getSelectionModel().selectedItemProperty().addListener((property, before, row) -> {
            if (!drawing) {
                picker.look(row == null ? "" : row.model());
            }
        });
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getTarget() instanceof Node) {
                take();
            }
        });
        empty.setId("model-empty");
        looked.setId("model-why");
        looked.setMinHeight(36);
        VBox box = new VBox(8, search, list, empty, Parts.hairline(), looked);
        box.setId("model-popup");
        box.getStyleClass().add("picker-popup");
        box.getStylesheets().add(StyleSheet.of("picker"));
        box.setPrefWidth(WIDTH);
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        popup.getContent().add(box);
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
    }

    /** Opens below this node, at its right edge, or closes what is open. */
    void toggle(Node below) {
        if (popup.isShowing()) {
            popup.hide();
            return;
        }
        search.clear();
        picker.search("");
        drawing = true;
        select(state.model());
        drawing = false;
        picker.look(state.model());
        Point2D corner = below.localToScreen(
                below.getBoundsInLocal().getMaxX(), below.getBoundsInLocal().getMaxY());
        popup.show(below, corner.getX() - WIDTH, corner.getY() + 4);
        search.requestFocus();
    }

    boolean isOpen() {
        return popup.isShowing();
    }

    void show(PickerState now) {
        state = now;
        drawing = true;
        ModelRow selected = list.getSelectionModel().getSelectedItem();
        if (!list.getItems().equals(now.rows())) {
            list.getItems().setAll(now.rows());
            select(selected == null ? now.model() : selected.model());
        } else {
            list.refresh();
        }
        list.setPrefHeight(Math.clamp(now.rows().size(), 1, MOST_ROWS) * ModelCell.HEIGHT + 2);
        Parts.there(list, !now.rows().isEmpty());
        Parts.say(empty, now.empty());
        looked.setText(now.looked());
        drawing = false;
    }

    private void searched(String words) {
        picker.search(words);
        if (popup.isShowing()) {
            list.getSelectionModel().selectFirst();
            list.scrollTo(0);
        }
    }

    private void select(String model) {
        for (int at = 0; at < list.getItems().size(); at++) {
            if (CanonicalName.same(list.getItems().get(at).model(), model)) {
                list.getSelectionModel().select(at);
                list.scrollTo(Math.max(0, at - 2));
                return;
            }
        }
        list.getSelectionModel().selectFirst();
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> step(1);
            case UP -> step(-1);
            case PAGE_DOWN -> step(PAGE);
            case PAGE_UP -> step(-PAGE);
            case ENTER -> take();
            case ESCAPE, TAB -> popup.hide();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void step(int by) {
        int last = list.getItems().size() - 1;
        if (last >= 0) {
            int at = Math.clamp((long) list.getSelectionModel().getSelectedIndex() + by, 0, last);
            list.getSelectionModel().select(at);
            list.scrollTo(Math.max(0, at - MOST_ROWS / 2));
        }
    }

    private void take() {
        ModelRow row = list.getSelectionModel().getSelectedItem();
        if (row != null) {
            popup.hide();
            onChoose.accept(row.model());
        }
    }

    /** Which key opens it, beside a click. */
    static boolean opens(KeyEvent event) {
        return event.getCode() == KeyCode.DOWN;
    }
}
