package online.cloudtolocalllm.chat.view.talk;

import java.io.File;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.OpenConversation;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * Where messages are written. Enter sends, Shift-Enter breaks the line, Up in an empty box changes the last question, Esc stops; pictures come
 * by paste, drop and file. It can be written in whatever is wrong. For JavaFX's thread.
 */
final class MessageBox {

    private static final int LINES = 10;
    private static final String BUSY =
            "The answer is still being written. Stop it with Esc, or send this when it is done.";
    private static final String READING = "A picture is still being read. Send this in a moment.";
    private static final String LONG = "A message has at most 100,000 characters. Split what you paste.";
    private static final String NOT_TAKEN = "This was not taken. Send it again.";

    private final OpenConversation talk;
    private final Runnable onSent;
    private final BooleanSupplier onEditLast;
    private final GrowingText text = new GrowingText("message", "Message", LINES);
    private final BoxPictures pictures;
    private final Draft draft;
    private final Button send;
    private final Button stop;
    private final Label hint = Parts.paragraph("", "box-hint");
    private final Button wait;
    private final HBox said;
    private final VBox root;
    private ChatState daemon = ChatState.EMPTY;
    private TalkState state = TalkState.NEW;
    /** Whether somebody tried to send while nothing could be. */
    private boolean refused;
    /** Whether what is written goes out by itself as soon as it can. */
    private boolean waiting;
    /** What was wrong with the last thing that was done in the box; empty if nothing. */
    private String wrong = "";

    /**
     * An empty one.
     *
     * @param onSent runs when a message went out
     * @param onEditLast opens the last question to be changed; false if there is none
     */
    MessageBox(OpenConversation talk, PictureFiles files, Runnable onSent, BooleanSupplier onEditLast) {
        this.talk = talk;
        this.onSent = onSent;
        this.onEditLast = onEditLast;
        draft = new Draft(talk, text);
        send = Parts.button("send", "Send", this::send);
        stop = Parts.button("stop", "■ Stop", talk::stop);
        wait = Parts.button("send-later", "", this::turnWaiting);
        pictures = new BoxPictures(this::wrong, this::changed);
        send.getStyleClass().add("accent");
        stop.setAccessibleText("Stop the answer");
        wait.getStyleClass().add("small");
        hint.setId("obstacle");
        Button attach = Sign.ATTACH.button("attach", "Add pictures", () -> choose(files));
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(4, text, attach, send, stop);
        line.setAlignment(Pos.BOTTOM_LEFT);
        line.getStyleClass().add("box-line");
        VBox box = new VBox(pictures, line);
        box.getStyleClass().add("message-box");
        HBox.setHgrow(hint, Priority.ALWAYS);
        hint.setMaxWidth(Double.MAX_VALUE);
        said = new HBox(12, hint, wait);
        said.setAlignment(Pos.CENTER_LEFT);
        said.getStyleClass().add("box-said");
        VBox column = new VBox(said, box);
        column.setMaxWidth(MessageRoll.COLUMN + 2 * 12);
        HBox.setHgrow(column, Priority.ALWAYS);
        HBox middle = new HBox(column);
        middle.setAlignment(Pos.CENTER);
        middle.getStyleClass().add("box-place");
        root = new VBox(middle);
        listen();
        tell();
    }

    private void listen() {
        text.onEnter(this::send);
        text.onPaste(this::pasted);
        text.onTooLong(() -> wrong(LONG));
        text.textProperty().subscribe(now -> changed());
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean done =
                    switch (event.getCode()) {
                        case ESCAPE -> escape();
                        case UP -> text.getText().isEmpty() && onEditLast.getAsBoolean();
                        default -> false;
                    };
            if (done) {
                event.consume();
            }
        });
    }

    Parent root() {
        return root;
    }

    void focus() {
        text.requestFocus();
    }

    /** Takes pictures that are dropped here; what stops an answer stops it from here, too. */
    void serve(Node place) {
        place.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles() || event.getDragboard().hasImage()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        place.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            event.setDropCompleted(take(event.getDragboard()));
            event.consume();
        });
        place.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && escape()) {
                event.consume();
            }
        });
    }

    private boolean take(Clipboard from) {
        if (from.hasFiles()) {
            pictures.add(from.getFiles().stream().map(File::toPath).toList());
            return true;
        }
        javafx.scene.image.Image image = from.hasImage() ? from.getImage() : null;
        if (image == null) {
            return false;
        }
        pictures.add(image);
        return true;
    }

    /** Word processors give a picture of a text beside it: there the text is meant. */
    private boolean pasted() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        return (clipboard.hasFiles() || !clipboard.hasString()) && take(clipboard);
    }

    private void choose(PictureFiles files) {
        pictures.add(files.choose(root.getScene().getWindow()));
        focus();
    }

    private boolean escape() {
        if (state.answering()) {
            talk.stop();
            return true;
        }
        boolean waited = waiting;
        waiting = false;
        tell();
        return waited;
    }

    /** What is written is another than what was to be sent. */
    private void changed() {
        waiting = false;
        wrong = "";
        tell();
    }

    private void wrong(String sentences) {
        wrong = sentences;
        tell();
    }

    private boolean empty() {
        return text.getText().isBlank() && pictures.images().isEmpty();
    }

    private void send() {
        if (pictures.reading()) {
            wrong(READING);
        } else if (empty()) {
            wrong("");
        } else if (state.answering()) {
            wrong(BUSY);
        } else if (!daemon.ready()) {
            refused = true;
            tell();
        } else {
            goesOut(text.getText().strip(), pictures.images());
        }
    }

    private void goesOut(String words, List<Image> images) {
        draft.sends(words);
        if (!talk.send(words, images)) {
            wrong(NOT_TAKEN);
            return;
        }
        text.clear();
        pictures.sent();
        refused = false;
        onSent.run();
    }

    private void turnWaiting() {
        waiting = !waiting && !empty();
        tell();
        focus();
    }

    private void sendIfWaiting() {
        if (waiting && daemon.ready() && !state.answering()) {
            waiting = false;
            send();
        }
    }

    void show(ChatState now) {
        daemon = now;
        sendIfWaiting();
        tell();
    }

    void show(TalkState now) {
        if (draft.conversation(now)) {
            waiting = false;
            refused = false;
            wrong = "";
            pictures.of(now.number());
        } else {
            pictures.outcome(now);
        }
        if (state.answering() && !now.answering() && wrong.equals(BUSY)) {
            wrong = "";
        }
        state = now;
        sendIfWaiting();
        tell();
    }

    private void tell() {
        refused &= !daemon.ready();
        String model = state.profile().model();
        text.setPromptText(
                daemon.ready() && !model.isEmpty() ? "Message " + Words.model(model) + " …" : daemon.prompt());
        send.setDisable(empty());
        Parts.there(send, !state.answering());
        Parts.there(stop, state.answering());
        boolean offer = wrong.isEmpty() && refused;
        if (offer) {
            hint.setText(
                    waiting ? "This is sent as soon as a model can be asked. Esc calls it off." : daemon.obstacle());
            wait.setText(waiting ? "Do not send" : "Send when it is back");
        } else {
            hint.setText(wrong);
        }
        Parts.tone(hint, (offer && waiting) || wrong.equals(BUSY) ? Tone.QUIET : Tone.BAD);
        Parts.there(wait, offer && !empty());
        Parts.there(said, !hint.getText().isEmpty());
    }
}
