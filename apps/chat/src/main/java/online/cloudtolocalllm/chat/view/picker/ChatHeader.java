package online.cloudtolocalllm.chat.view.picker;

import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.exchange.Form;
import online.cloudtolocalllm.chat.model.picker.Picker;
import online.cloudtolocalllm.chat.model.picker.PickerState;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.window.Parts;

/** The line above a conversation: its title, who would serve it, its model, options, and what else can be done. For JavaFX's thread. */
public final class ChatHeader {

    private final TitleField title;
    private final Label why = Parts.text("", "quiet", "header-why");
    private final Tooltip wholeWhy = new Tooltip();
    private final ModelButton model;
    private final ToggleButton options = new ToggleButton("Options");
    private final MenuButton more = new MenuButton("⋯");
    private final VBox root;

    /** One for the open conversation. */
    public ChatHeader(Picker picker, HeaderActions actions) {
        title = new TitleField(actions);
        model = new ModelButton(picker, actions::choose);
        model.setMinWidth(112);
        model.setMaxWidth(260);
        why.setId("who-serves");
        why.setMinWidth(0);
        wholeWhy.setWrapText(true);
        wholeWhy.setMaxWidth(400);
        why.setTooltip(wholeWhy);
        options.setId("options");
        options.getStyleClass().add("flat");
        options.setMinWidth(Region.USE_PREF_SIZE);
        options.setTooltip(new Tooltip("Instructions, temperature, context size and presets"));
        options.setOnAction(event -> actions.options(options.isSelected()));
        more.setId("more");
        more.setAccessibleText("More");
        more.getStyleClass().addAll("flat", "no-arrow");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.getItems()
                .setAll(
                        item("copy-all", "Copy the whole conversation", actions::copyAll),
                        item("export-markdown", "Export as Markdown…", () -> actions.export(Form.MARKDOWN)),
                        item("export-json", "Export as JSON…", () -> actions.export(Form.JSON)),
                        new SeparatorMenuItem(),
                        item("delete", "Delete", actions::delete));
        VBox words = new VBox(2, title, why);
        words.setMinWidth(64);
        // What it says shortens first; a model is known by its name.
        words.setPrefWidth(64);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(8, words, model, options, more);
        line.setId("chat-header");
        line.getStyleClass().add("chat-header");
        root = new VBox(line, Parts.hairline());
        root.getStylesheets().add(StyleSheet.of("picker"));
        picker.onChange(this::show);
        show(TalkState.NEW);
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** What is to be put into the window. */
    public Parent root() {
        return root;
    }

    /** Opens the list of models, or closes it, as a click does. */
    public void openModels() {
        model.fire();
    }

    /** Begins to write another title, if the conversation has one. */
    public void editTitle() {
        if (title.isEditable()) {
            title.requestFocus();
            title.selectAll();
        }
    }

    /** Whether the options are shown, when that was changed elsewhere. */
    public void optionsShown(boolean shown) {
        options.setSelected(shown);
    }

    private void show(PickerState state) {
        why.setText(state.why());
        wholeWhy.setText(state.why());
    }

    /** The open conversation is so now. */
    public void show(TalkState state) {
        title.show(state);
        more.setDisable(state.number() == 0);
    }
}
