package online.cloudtolocalllm.settings.view.field;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.Entry;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.settings.model.config.ValueText;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/**
 * A setting that is typed. What is typed is checked at every key and set when the field is left, or with Enter; what cannot be set
 * stays there with the reason. Escape brings back what is set.
 */
final class TextRow implements SettingRow {

    private static final int LINES = 3;

    private final SettingSpec spec;
    private final Settings settings;
    private final TextInputControl input;
    private final RowFrame frame;
    private final Label conflict = Parts.paragraph("", "tone-warn");
    private final HBox question;
    private Entry entry = Entry.of("");
    /** The value that the base of what is typed stands for. */
    private Optional<JsonValue> seen = Optional.empty();
    /** What is being stored: if it is refused, it stands there again. */
    private Optional<Entry> sent = Optional.empty();
    /** Whether the text changes because of what is set, and not by a hand. */
    private boolean drawing;

    TextRow(SettingSpec spec, String prompt, String unit, boolean lines, Settings settings) {
        this.spec = spec;
        this.settings = settings;
        input = lines ? area() : new TextField();
        input.setId(spec.id());
        input.setAccessibleText(spec.title());
        input.setPromptText(prompt);
        input.textProperty().addListener((property, before, text) -> {
            if (!drawing) {
                typed(text);
            }
        });
        input.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                commit();
            }
        });
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        HBox control = new HBox(8, input);
        control.setMinWidth(260);
        control.setPrefWidth(260);
        HBox.setHgrow(input, Priority.ALWAYS);
        control.getStyleClass().add("setting-control");
        if (!unit.isEmpty()) {
            control.getChildren().add(Parts.text(unit, "quiet"));
        }
        frame = new RowFrame(spec, control);
        Hyperlink mine = link("-mine", "Set what I typed", () -> answered(entry.mine()));
        Hyperlink theirs = link("-theirs", "Take the other", () -> answered(entry.theirs()));
        question = new HBox(12, conflict, mine, theirs);
        question.getStyleClass().add("setting-question");
        HBox.setHgrow(conflict, Priority.ALWAYS);
        frame.add(question);
        draw();
    }

    private static TextArea area() {
        TextArea area = new TextArea();
        area.setPrefRowCount(LINES);
        return area;
    }

    private Hyperlink link(String suffix, String text, Runnable action) {
        Hyperlink link = new Hyperlink(text);
        link.setId(spec.id() + suffix);
        link.setMinWidth(HBox.USE_PREF_SIZE);
        link.setOnAction(event -> action.run());
        return link;
    }

    private void pressed(KeyEvent event) {
        boolean enter = event.getCode() == KeyCode.ENTER;
        if (enter && (input instanceof TextField || event.isShortcutDown())) {
            commit();
            event.consume();
        } else if (event.getCode() == KeyCode.TAB && input instanceof TextArea) {
            // A tab is no part of any setting, and who uses the keyboard wants to go on.
            input.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && escape()) {
            event.consume();
        }
    }

    private void typed(String text) {
        entry = entry.type(text);
        sent = Optional.empty();
        settings.forgive(spec.field());
        draw();
    }

    private void answered(Entry answer) {
        entry = answer;
        seen = settings.state().config().value(spec.field());
        put(entry.typed());
        commit();
        draw();
    }

    private void commit() {
        if (!entry.dirty() || entry.other().isPresent()) {
            return;
        }
        ValueText.Parsed parsed = ValueText.parse(spec.kind(), entry.typed());
        if (parsed instanceof ValueText.Parsed.Value value && problem().isEmpty()) {
            // Shown as set from here on; a refusal comes with its reason.
            String shown =
                    value.value().isEmpty() ? "as usual" : entry.typed().strip().replace("\n", ", ");
            sent = Optional.of(entry);
            settings.apply(
                    Edit.field(spec.field(), seen, value.value(), spec.title() + ": " + Words.plain(shown) + "."));
        }
    }

    /** Why what is typed cannot be set; empty if it can. */
    private String problem() {
        if (!entry.dirty()) {
            return "";
        }
        return switch (ValueText.parse(spec.kind(), entry.typed())) {
            case ValueText.Parsed.Wrong(String why) -> why;
            case ValueText.Parsed.Value(Optional<JsonValue> value) ->
                Check.field(settings.state().config(), spec.field(), value).orElse("");
        };
    }

    @Override
    public Node node() {
        return frame.node();
    }

    @Override
    public void show(SettingsState state) {
        if (sent.isPresent() && state.problems().containsKey(spec.field())) {
            entry = sent.get();
            put(entry.typed());
            sent = Optional.empty();
        }
        Entry next = entry.set(ValueText.of(spec.kind(), state.config().value(spec.field())));
        if (!next.equals(entry)) {
            entry = next;
            put(entry.typed());
        }
        if (!entry.dirty()) {
            seen = state.config().value(spec.field());
        }
        input.setEditable(frame.show(state));
        draw();
    }

    private void put(String text) {
        if (!text.equals(input.getText())) {
            drawing = true;
            int caret = input.getCaretPosition();
            input.setText(text);
            input.positionCaret(Math.min(caret, text.length()));
            drawing = false;
        }
    }

    private void draw() {
        String told = settings.state().problems().getOrDefault(spec.field(), "");
        frame.problem(told.isEmpty() ? problem() : told);
        entry.other()
                .ifPresent(text -> conflict.setText(
                        "It was changed elsewhere meanwhile, to \"" + Words.plain(text.replace("\n", ", ")) + "\"."));
        Parts.there(question, entry.other().isPresent());
    }

    @Override
    public Optional<String> unset() {
        return entry.dirty() && sent.isEmpty() ? Optional.of(spec.title()) : Optional.empty();
    }

    @Override
    public boolean escape() {
        if (!entry.dirty()) {
            return false;
        }
        entry = entry.theirs();
        put(entry.typed());
        settings.forgive(spec.field());
        draw();
        return true;
    }
}
