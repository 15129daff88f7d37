package online.cloudtolocalllm.chat.view.profile;

import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import online.cloudtolocalllm.chat.model.profile.Field;
import online.cloudtolocalllm.chat.model.profile.Options;
import online.cloudtolocalllm.chat.model.profile.OptionsState;
import online.cloudtolocalllm.chat.model.profile.ProfileForm;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.window.Parts;
import org.jspecify.annotations.Nullable;

/** What the open conversation asks beside its question, at the window's right. For JavaFX's thread. */
public final class OptionsPanel {

    /** How wide it is. */
    public static final double WIDTH = 320;

    private static final double SHORT = 136;

    private final Options options;
    private final TextArea system = new TextArea();
    private final TextField temperature = line("temperature", "the model's own");
    private final TextField context = line("context", "the model's own");
    private final TextField keepAlive = line("keep-alive", "the server's own");
    private final ComboBox<ProfileForm.Format> format = new ComboBox<>();
    private final TextArea schema = new TextArea();
    private final FieldBox systemBox = FieldBox.below("system", "Instructions", system);
    private final FieldBox temperatureBox = FieldBox.beside("temperature", "Temperature", temperature);
    private final FieldBox contextBox = FieldBox.beside("context", "Context size", context);
    private final FieldBox keepAliveBox = FieldBox.beside("keep-alive", "Stays in memory", keepAlive);
    private final FieldBox formatBox = FieldBox.beside("format", "Answers are", format);
    private final FieldBox schemaBox = FieldBox.below("schema", "Schema", schema);
    private final Label notice = Parts.paragraph("", "tone-bad");
    private final Button reset;
    private final PresetList presets;
    private final HBox root;
    private boolean drawing;

    /**
     * One that shows these options from now on.
     *
     * @param onClose hides it
     */
    public OptionsPanel(Options options, Runnable onClose) {
        this.options = options;
        area(system, "system", "What the model is told before every question", 7);
        area(schema, "schema", "{\"type\": \"object\", …}", 6);
        schema.getStyleClass().add("mono");
        format.setId("format");
        format.setPrefWidth(SHORT);
        format.setAccessibleText("Answers are");
        format.getItems().setAll(ProfileForm.Format.values());
        format.setConverter(new Labels());
        format.valueProperty().addListener((property, before, now) -> typed());
        reset = Parts.button("options-reset", "Reset", options::reset);
        reset.getStyleClass().add("flat");
        reset.setAccessibleText("Have everything as the model has it");
        Button close = Parts.button("options-close", "✕", onClose);
        close.getStyleClass().add("flat");
        close.setAccessibleText("Close the options");
        HBox head = new HBox(8, Parts.text("Options", "options-title"), Parts.spring(), reset, close);
        head.setAlignment(Pos.CENTER_LEFT);
        presets = new PresetList(options, options.state());
        notice.setId("options-notice");
        VBox page = new VBox(
                head,
                systemBox,
                temperatureBox,
                contextBox,
                keepAliveBox,
                formatBox,
                schemaBox,
                notice,
                Parts.hairline(),
                presets);
        page.getStyleClass().add("options-page");
        Region scroll = Parts.scrolling(page);
        scroll.setPrefWidth(WIDTH);
        scroll.setMinWidth(WIDTH);
        Region edge = new Region();
        edge.getStyleClass().add("options-edge");
        root = new HBox(edge, scroll);
        root.setId("options-panel");
        root.getStylesheets().add(StyleSheet.of("profile"));
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                onClose.run();
                event.consume();
            }
        });
        options.onChange(this::show);
    }

    private TextField line(String id, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setPrefWidth(SHORT);
        field.textProperty().addListener((property, before, now) -> typed());
        return field;
    }

    private void area(TextArea area, String id, String prompt, int rows) {
        area.setId(id);
        area.setPromptText(prompt);
        area.setWrapText(true);
        area.setPrefRowCount(rows);
        area.setPrefWidth(0);
        area.textProperty().addListener((property, before, now) -> typed());
        // Nobody writes tabs into instructions, and everybody wants to leave them with the keyboard.
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
                event.consume();
                area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
        });
    }

    private static final class Labels extends StringConverter<ProfileForm.Format> {
        @Override
        public String toString(ProfileForm.@Nullable Format format) {
            return format == null ? "" : format.label();
        }

        @Override
        public ProfileForm.@Nullable Format fromString(String text) {
            return null;
        }
    }

    private void typed() {
        if (!drawing) {
            options.edit(new ProfileForm(
                    system.getText(),
                    temperature.getText(),
                    context.getText(),
                    keepAlive.getText(),
                    Objects.requireNonNullElse(format.getValue(), ProfileForm.Format.TEXT),
                    schema.getText()));
        }
    }

    private void show(OptionsState state) {
        drawing = true;
        ProfileForm form = state.form();
        Parts.put(system, form.system());
        Parts.put(temperature, form.temperature());
        Parts.put(context, form.context());
        Parts.put(keepAlive, form.keepAlive());
        Parts.put(schema, form.schema());
        format.setValue(form.format());
        Parts.there(schemaBox, form.format() == ProfileForm.Format.SCHEMA);
        systemBox.say(form.problem(Field.SYSTEM));
        temperatureBox.say(form.problem(Field.TEMPERATURE));
        contextBox.say(form.problem(Field.CONTEXT));
        keepAliveBox.say(form.problem(Field.KEEP_ALIVE));
        schemaBox.say(form.problem(Field.FORMAT));
        Parts.say(notice, state.notice());
        reset.setDisable(state.plain());
        presets.show(state);
        drawing = false;
    }

    /** What is to be put into the window. */
    public Region root() {
        return root;
    }

    /** Puts the cursor into the instructions. */
    public void focus() {
        system.requestFocus();
        system.end();
    }
}
