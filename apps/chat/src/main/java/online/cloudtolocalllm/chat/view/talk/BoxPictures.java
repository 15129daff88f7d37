package online.cloudtolocalllm.chat.view.talk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** The pictures that go out with the next message, of each conversation its own. For JavaFX's thread. */
final class BoxPictures extends FlowPane {

    private static final double SIDE = 72;
    private static final int MOST = 8;
    /** A question to the daemon is one line of at most 16 MiB, and has a text, too. */
    private static final long MOST_TOGETHER = 14L << 20;

    private final Map<Long, List<Image>> all = new HashMap<>();
    private final Consumer<String> onRefused;
    private final Runnable onChange;
    private long conversation;
    private List<Image> out = List.of();
    private int reading;

    /**
     * None.
     *
     * @param onRefused is told why something is not taken, as sentences
     * @param onChange runs when there are others
     */
    BoxPictures(Consumer<String> onRefused, Runnable onChange) {
        super(8, 8);
        this.onRefused = onRefused;
        this.onChange = onChange;
        setId("pictures");
        getStyleClass().add("box-pictures");
        Parts.there(this, false);
    }

    List<Image> images() {
        return List.copyOf(all.getOrDefault(conversation, List.of()));
    }

    /** Whether some are still being read. */
    boolean reading() {
        return reading > 0;
    }

    /** Shows those of this conversation. */
    void of(long number) {
        conversation = number;
        out = List.of();
        draw();
    }

    /** These are about to be asked with a question, unless it comes back. */
    void sent() {
        out = images();
        all.remove(conversation);
        draw();
    }

    /**
     * The same conversation is so now; a new one may have got its number. Whether its question was taken shows in it once nothing is being
     * written there.
     */
    void outcome(TalkState now) {
        if (now.number() != conversation) {
            List<Image> added = all.remove(conversation);
            conversation = now.number();
            if (added != null) {
                all.put(conversation, added);
            }
        }
        if (out.isEmpty()) {
            return;
        }
        boolean asked =
                now.messages().stream().anyMatch(message -> message.images().equals(out));
        if (!asked && !now.answering()) {
            all.computeIfAbsent(conversation, number -> new ArrayList<>()).addAll(0, out);
            draw();
        }
        if (asked || !now.answering()) {
            out = List.of();
        }
    }

    void add(List<Path> files) {
        read(() -> files.stream().map(PictureBytes::of).toList());
    }

    void add(javafx.scene.image.Image pasted) {
        read(() -> List.of(PictureBytes.of(pasted)));
    }

    /** What is added at once comes at once, in its order; what is wrong with one of them is said last, so that it stays said. */
    private void read(Supplier<List<PictureBytes.Outcome>> pictures) {
        long to = conversation;
        reading++;
        Thread.ofVirtual().name("picture").start(() -> {
            List<PictureBytes.Outcome> outcomes = pictures.get();
            Platform.runLater(() -> {
                reading--;
                List<String> refused = outcomes.stream()
                        .map(outcome -> switch (outcome) {
                            case PictureBytes.Outcome.Taken(Image image) -> put(to, image);
                            case PictureBytes.Outcome.Refused(String why) -> why;
                        })
                        .filter(why -> !why.isEmpty())
                        .toList();
                draw();
                refused.stream().findFirst().ifPresent(onRefused);
            });
        });
    }

    /** Why it is not taken; empty if it is. */
    private String put(long to, Image image) {
        List<Image> there = all.computeIfAbsent(to, number -> new ArrayList<>());
        long together = there.stream().mapToLong(one -> one.base64().length()).sum()
                + image.base64().length();
        if (there.size() >= MOST) {
            return "A message has at most " + MOST + " pictures. Send the others in the next one.";
        }
        if (together > MOST_TOGETHER) {
            return "The pictures of a message may have 10 MB together. Send \"" + Words.plain(image.name())
                    + "\" in the next one.";
        }
        there.add(image);
        return "";
    }

    private void draw() {
        List<Node> drawn = new ArrayList<>();
        List<Image> images = images();
        for (int i = 0; i < images.size(); i++) {
            drawn.add(thumbnail(images.get(i), i));
        }
        getChildren().setAll(drawn);
        Parts.there(this, !drawn.isEmpty());
        onChange.run();
    }

    private Node thumbnail(Image image, int index) {
        Button remove = Sign.CLOSE.button("remove-picture-" + index, "Remove " + Words.plain(image.name()), () -> {
            all.getOrDefault(conversation, new ArrayList<>()).remove(image);
            draw();
        });
        remove.getStyleClass().add("remove-picture");
        StackPane both = new StackPane(new Picture(image, SIDE), remove);
        StackPane.setAlignment(remove, Pos.TOP_RIGHT);
        return both;
    }
}
