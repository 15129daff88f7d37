package online.cloudtolocalllm.chat.view.talk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;

/**
 * Writes pictures as PNG. The one of the JDK is in {@code java.desktop}, which would be in the shipped program for this alone. Thread-safe.
 */
final class Png {

    private static final byte[] BEGIN = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int PIXEL = 4;
    private static final int PIECE = 1 << 16;

    private Png() {}

    /** A picture's bytes: eight bits for each of red, green, blue and alpha. Takes a while for a large one. */
    static byte[] of(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(BEGIN);
        // Eight bits, with alpha, and no interlacing.
        byte[] head = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array();
        chunk(file, "IHDR", head);
        chunk(file, "IDAT", rows(image.getPixelReader(), width, height));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] rows(PixelReader pixels, int width, int height) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int[] colours = new int[width];
        byte[] row = new byte[1 + width * PIXEL];
        byte[] piece = new byte[PIECE];
        try (Deflater deflater = new Deflater()) {
            for (int y = 0; y < height; y++) {
                pixels.getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), colours, 0, width);
                fill(row, colours);
                deflater.setInput(row);
                while (!deflater.needsInput()) {
                    packed.write(piece, 0, deflater.deflate(piece));
                }
            }
            deflater.finish();
            while (!deflater.finished()) {
                packed.write(piece, 0, deflater.deflate(piece));
            }
        }
        return packed.toByteArray();
    }

    /** As the differences to the pixel at the left, which pack better. */
    private static void fill(byte[] row, int[] colours) {
        row[0] = 1;
        int left = 0;
        for (int x = 0; x < colours.length; x++) {
            int at = 1 + x * PIXEL;
            int colour = colours[x];
            row[at] = (byte) ((colour >> 16) - (left >> 16));
            row[at + 1] = (byte) ((colour >> 8) - (left >> 8));
            row[at + 2] = (byte) (colour - left);
            row[at + 3] = (byte) ((colour >> 24) - (left >> 24));
            left = colour;
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] body) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
        file.writeBytes(name);
        file.writeBytes(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
