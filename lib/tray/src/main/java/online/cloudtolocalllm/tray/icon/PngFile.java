package online.cloudtolocalllm.tray.icon;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes pictures as PNG (ISO/IEC 15948): 8 bits of red, green, blue and alpha, no filter. Pure. */
public final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int COLOUR_WITH_ALPHA = 6;

    private PngFile() {}

    /**
     * The file of a picture.
     *
     * @param argb its points row by row, as {@link IconPixels} gives them
     * @param width points in a row
     */
    public static byte[] of(int[] argb, int width) {
        if (width < 1 || argb.length == 0 || argb.length % width != 0) {
            throw new IllegalArgumentException(argb.length + " points in rows of " + width);
        }
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(SIGNATURE);
            DataOutputStream out = new DataOutputStream(file);
            chunk(out, "IHDR", header(width, argb.length / width));
            chunk(out, "IDAT", deflated(argb, width));
            chunk(out, "IEND", new byte[0]);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static byte[] header(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(width);
        out.writeInt(height);
        out.write(new byte[] {8, COLOUR_WITH_ALPHA, 0, 0, 0});
        return bytes.toByteArray();
    }

    private static byte[] deflated(int[] argb, int width) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            for (int at = 0; at < argb.length; at++) {
                if (at % width == 0) {
                    out.writeByte(0);
                }
                out.writeInt(Integer.rotateLeft(argb[at], 8));
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}
