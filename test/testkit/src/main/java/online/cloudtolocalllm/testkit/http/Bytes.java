package online.cloudtolocalllm.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

/** Bytes that never change, compared by content. Thread-safe. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes NONE = new Bytes(new byte[0]);

    private static final int SHOWN = 400;

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** A copy of the array. */
    public static Bytes of(byte[] array) {
        return new Bytes(array.clone());
    }

    /** The text in UTF-8. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text with one byte a character; characters above U+00FF become question marks. */
    public static Bytes latin1(String text) {
        return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** All of them in order. */
    public static Bytes joined(Iterable<Bytes> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(part.array));
        return new Bytes(all.toByteArray());
    }

    /** How many there are. */
    public int size() {
        return array.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return array.length == 0;
    }

    /** A copy. */
    public byte[] toArray() {
        return array.clone();
    }

    /**
     * The bytes from one offset up to but without another.
     *
     * @throws IndexOutOfBoundsException if the offsets do not lie in order within the bytes
     */
    public Bytes slice(int from, int to) {
        if (from < 0 || to < from || to > array.length) {
            throw new IndexOutOfBoundsException("[" + from + ", " + to + ") of " + array.length + " bytes");
        }
        return new Bytes(Arrays.copyOfRange(array, from, to));
    }

    /** These and then those. */
    public Bytes plus(Bytes more) {
        return joined(List.of(this, more));
    }

    /** Pieces of this size; the last one may be shorter. */
    public List<Bytes> inPiecesOf(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a piece has at least one byte, not " + size);
        }
        List<Bytes> pieces = new ArrayList<>();
        for (int from = 0; from < array.length; from += size) {
            pieces.add(slice(from, Math.min(array.length, from + size)));
        }
        return pieces;
    }

    /** The pieces between these offsets; offsets outside the bytes are left out, and no piece is empty. */
    public List<Bytes> splitAt(SortedSet<Integer> offsets) {
        List<Bytes> pieces = new ArrayList<>();
        int from = 0;
        for (int offset : offsets) {
            if (offset > from && offset < array.length) {
                pieces.add(slice(from, offset));
                from = offset;
            }
        }
        if (from < array.length) {
            pieces.add(slice(from, array.length));
        }
        return pieces;
    }

    /** The bytes as UTF-8 text; what is not UTF-8 becomes U+FFFD. */
    public String utf8() {
        return new String(array, StandardCharsets.UTF_8);
    }

    /** The bytes as text with one character a byte. */
    public String latin1() {
        return new String(array, StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes all of them.
     *
     * @throws IOException if the stream does
     */
    public void writeTo(OutputStream out) throws IOException {
        out.write(array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** The beginning as text with line ends and other controls escaped, for messages. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < Math.min(SHOWN, array.length); i++) {
            char c = (char) (array[i] & 0xff);
            switch (c) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                default -> text.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\x%02x", (int) c));
            }
        }
        text.append('"');
        return array.length <= SHOWN ? text.toString() : text + "… (" + array.length + " bytes)";
    }
}
