package online.cloudtolocalllm.chat.view.talk;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the beginning of a picture's file tells, whatever its name says. Pure.
 *
 * @param type its media type
 * @param width in pixels; 0 where it is not looked for
 * @param height in pixels; 0 where it is not looked for
 */
record PictureHead(String type, int width, int height) {

    static final String PNG = "image/png";
    static final String JPEG = "image/jpeg";
    static final String WEBP = "image/webp";

    /** A sheet in four bytes a pixel beyond this would fill the memory. */
    private static final long MOST_PIXELS = 50_000_000;

    /** That of these bytes; empty if they are of no kind that is known. */
    static Optional<PictureHead> of(byte[] bytes) {
        if (begins(bytes, 0, "\u0089PNG\r\n\u001a\n") && bytes.length >= 24) {
            return Optional.of(new PictureHead(PNG, number(bytes, 16, 4), number(bytes, 20, 4)));
        }
        if (begins(bytes, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(jpeg(bytes));
        }
        if (begins(bytes, 0, "RIFF") && begins(bytes, 8, "WEBP")) {
            return Optional.of(new PictureHead(WEBP, 0, 0));
        }
        if (begins(bytes, 0, "GIF8") && bytes.length >= 10) {
            return Optional.of(new PictureHead("image/gif", backwards(bytes, 6, 2), backwards(bytes, 8, 2)));
        }
        if (begins(bytes, 0, "BM") && bytes.length >= 26) {
            return Optional.of(
                    new PictureHead("image/bmp", backwards(bytes, 18, 4), Math.abs(backwards(bytes, 22, 4))));
        }
        return Optional.empty();
    }

    /** Whether it can be decoded here, and is not so large that it should not be. */
    boolean drawable() {
        return width > 0 && height > 0 && (long) width * height <= MOST_PIXELS;
    }

    /** Whether models read it as it is. */
    boolean forModels() {
        return type.equals(PNG) || type.equals(JPEG) || type.equals(WEBP);
    }

    /** Its size stands in the first frame's head, behind segments of their own lengths. */
    private static PictureHead jpeg(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length && (bytes[at] & 0xff) == 0xff) {
            int marker = bytes[at + 1] & 0xff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return new PictureHead(JPEG, number(bytes, at + 7, 2), number(bytes, at + 5, 2));
            }
            at += marker == 0xff ? 1 : 2 + Math.max(2, number(bytes, at + 2, 2));
        }
        return new PictureHead(JPEG, 0, 0);
    }

    private static boolean begins(byte[] bytes, int at, String with) {
        byte[] wanted = with.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int at, int length) {
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = (number << 8) | (bytes[at + i] & 0xff);
        }
        return number;
    }

    private static int backwards(byte[] bytes, int at, int length) {
        int number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = (number << 8) | (bytes[at + i] & 0xff);
        }
        return number;
    }
}
