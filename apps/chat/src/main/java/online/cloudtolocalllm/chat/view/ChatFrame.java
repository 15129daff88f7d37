package online.cloudtolocalllm.chat.view;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.view.style.StyleSheet;
import online.cloudtolocalllm.window.Parts;

/**
 * Where everything in the window is: the list at the left, beside it either the conversation with its header and, if they are wished for,
 * its options, or the library. For JavaFX's thread.
 */
final class ChatFrame {

    /** With less than this beside it, the list makes room for the options. */
    private static final double LEAST_TALK = 440;

    private final Region list;
    private final Region options;
    private final Node conversation;
    private final Node library;
    private final StackPane root = new StackPane();

    /**
     * With the conversation in front.
     *
     * @param over what may lie over all of it
     */
    ChatFrame(Node banner, Region list, Conversation conversation, Node library, Node strip, Node... over) {
        this.list = list;
        this.options = conversation.options();
        this.library = library;
        BorderPane talk = new BorderPane();
        // Tab goes through them as they are added.
        talk.setTop(conversation.header());
        talk.setCenter(conversation.talk());
        talk.setRight(options);
        talk.setMinWidth(0);
        this.conversation = talk;
        StackPane page = new StackPane(talk, library);
        page.setMinWidth(0);
        HBox.setHgrow(page, Priority.ALWAYS);
        Region edge = new Region();
        edge.getStyleClass().add("list-edge");
        edge.visibleProperty().bind(list.visibleProperty());
        edge.managedProperty().bind(list.visibleProperty());
        HBox sides = new HBox(list, edge, page);
        VBox.setVgrow(sides, Priority.ALWAYS);
        root.getChildren().add(new VBox(banner, sides, strip));
        root.getChildren().addAll(over);
        StyleSheet.inScene(root, "chat");
        root.widthProperty().subscribe(width -> place());
        Parts.there(options, false);
        library(false);
    }

    /**
     * The parts of a conversation.
     *
     * @param header above it
     * @param talk what was said, and the box
     * @param options at its right
     */
    record Conversation(Node header, Node talk, Region options) {}

    Parent root() {
        return root;
    }

    /** Shows the library, or the conversation. */
    void library(boolean shown) {
        Parts.there(library, shown);
        Parts.there(conversation, !shown);
        place();
    }

    boolean isLibrary() {
        return library.isVisible();
    }

    /** Shows the options of the conversation, or hides them. */
    void options(boolean shown) {
        Parts.there(options, shown);
        place();
    }

    ObservableValue<Boolean> libraryOpen() {
        return library.visibleProperty();
    }

    ObservableValue<Boolean> optionsOpen() {
        return options.visibleProperty();
    }

    /** Whether there is room for the list. */
    boolean isList() {
        return list.isVisible();
    }

    private void place() {
        double beside = root.getWidth() - list.prefWidth(-1) - options.prefWidth(-1);
        boolean narrow = root.getWidth() > 0 && options.isVisible() && !isLibrary() && beside < LEAST_TALK;
        Parts.there(list, !narrow);
    }
}
