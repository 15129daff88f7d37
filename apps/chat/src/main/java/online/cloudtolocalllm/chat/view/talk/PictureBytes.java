package online.cloudtolocalllm.chat.view.talk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Words;

/** Makes pictures for messages out of files and of what was pasted, and small ones to look at. Thread-safe; all of it may take a while. */
final class PictureBytes {

    /** Small ones have so many pixels for each of the window's, for sharp screens. */
    static final double SHARP = 2;

    private static final String PASTED = "pasted image";

    private PictureBytes() {}

    /** What became of something that should be a picture. */
    sealed interface Outcome {
        /** It is one. */
        record Taken(Image image) implements Outcome {}

        /**
         * It is not taken.
         *
         * @param why as sentences
         */
        record Refused(String why) implements Outcome {}
    }

    /** The picture in this file. Blocks. */
    static Outcome of(Path file) {
        String name = Words.plain(String.valueOf(file.getFileName()));
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(Image.MOST_BYTES + 1);
        } catch (IOException | SecurityException e) {
            return new Outcome.Refused(name + " cannot be read. Choose another file.");
        }
        if (bytes.length > Image.MOST_BYTES) {
            return tooLarge(name);
        }
        Optional<PictureHead> head = PictureHead.of(bytes);
        if (head.isEmpty()) {
            return new Outcome.Refused(
                    name + " is no picture that models read. Choose a PNG, JPEG, WebP, GIF or BMP file.");
        }
        if (head.get().forModels()) {
            return taken(name, head.get().type(), bytes);
        }
        Optional<javafx.scene.image.Image> decoded = head.get().drawable() ? decoded(bytes, 0) : Optional.empty();
        return decoded.map(drawn -> of(name, drawn))
                .orElseGet(() -> new Outcome.Refused(name + " cannot be decoded. Save it as PNG and choose that."));
    }

    /** The picture that was pasted. Blocks. */
    static Outcome of(javafx.scene.image.Image pasted) {
        return of(PASTED, pasted);
    }

    private static Outcome of(String name, javafx.scene.image.Image drawn) {
        byte[] bytes = Png.of(drawn);
        return bytes.length > Image.MOST_BYTES ? tooLarge(name) : taken(name, PictureHead.PNG, bytes);
    }

    private static Outcome taken(String name, String type, byte[] bytes) {
        return new Outcome.Taken(new Image(name, type, Base64.getEncoder().encodeToString(bytes)));
    }

    private static Outcome tooLarge(String name) {
        return new Outcome.Refused("\"" + name + "\" is larger than " + Figures.size(Image.MOST_BYTES)
                + ", the most that one picture may be. Make it smaller.");
    }

    /**
     * A picture as it is shown, decoded; empty if it cannot be, or would be too large in memory.
     *
     * @param side how wide and high it is shown at most
     */
    static Optional<javafx.scene.image.Image> small(Image image, double side) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(image.base64());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return PictureHead.of(bytes).filter(PictureHead::drawable).flatMap(head -> decoded(bytes, side * SHARP));
    }

    private static Optional<javafx.scene.image.Image> decoded(byte[] bytes, double side) {
        javafx.scene.image.Image image =
                new javafx.scene.image.Image(new ByteArrayInputStream(bytes), side, side, true, true);
        return image.isError() || image.getWidth() < 1 ? Optional.empty() : Optional.of(image);
    }
}
