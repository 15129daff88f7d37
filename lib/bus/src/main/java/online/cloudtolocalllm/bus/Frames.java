package online.cloudtolocalllm.bus;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;

/**
 * Reads one message after the other. Anybody on the bus may send one of 128 MiB, and dbus-java's own reader makes room for it before a
 * byte of it has come; here what is too large is read in pieces and forgotten, and only its header is told. For one thread.
 */
final class Frames {

    /** Nobody whom we ask has more to say: the longest answer is that of a store of secrets. */
    static final int MOST_ANSWERED = 1 << 20;
    /** Calls and signals, which come unasked, say a few words. */
    static final int MOST_UNASKED = 1 << 16;

    private static final int MOST_HEADER = 1 << 16;
    /** The specification's limit for a whole message. */
    private static final long MOST_LEGAL = 1L << 27;

    private static final int FIXED_BYTES = 12;
    private static final byte VERSION = 1;
    private static final byte REPLY = 2;
    private static final byte ERROR = 3;

    private final ReadableByteChannel channel;

    /**
     * One message.
     *
     * @param message without its values where they were too large
     * @param tooLarge how many bytes the values had; zero if they are there
     */
    record Frame(Message message, long tooLarge) {

        boolean isWhole() {
            return tooLarge == 0;
        }
    }

    Frames(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * The next message; it is read to its end even when this throws a {@link DBusException} or a {@link RuntimeException}.
     *
     * @throws IOException if the connection ended, or what comes is no message
     */
    Frame next() throws IOException, DBusException {
        ByteBuffer start = ByteBuffer.allocate(FIXED_BYTES + Integer.BYTES);
        fill(start);
        start.flip();
        ByteOrder order = order(start.get(0));
        if (start.get(3) != VERSION) {
            throw new IOException("a message of another version");
        }
        start.order(order);
        long body = Integer.toUnsignedLong(start.getInt(4));
        long fields = (Integer.toUnsignedLong(start.getInt(FIXED_BYTES)) + 7) / 8 * 8;
        if (body + fields > MOST_LEGAL) {
            throw new IOException("a message that is longer than any may be");
        }
        if (fields > MOST_HEADER) {
            skip(fields + body);
            throw new DBusException("a message with a header of " + fields + " bytes");
        }
        byte type = start.get(1);
        byte[] fixed = new byte[FIXED_BYTES];
        start.get(fixed);
        // dbus-java wants the length of the fields, room up to the next multiple of eight, and the fields.
        byte[] header = new byte[2 * Integer.BYTES + (int) fields];
        ByteBuffer room = ByteBuffer.wrap(header);
        room.order(order).putInt(0, start.getInt(FIXED_BYTES)).position(2 * Integer.BYTES);
        fill(room);
        boolean large = body > (type == REPLY || type == ERROR ? MOST_ANSWERED : MOST_UNASKED);
        byte[] values = new byte[large ? 0 : (int) body];
        fill(ByteBuffer.wrap(values));
        if (large) {
            skip(body);
        }
        return new Frame(MessageFactory.createMessage(type, fixed, header, values, null), large ? body : 0);
    }

    private static ByteOrder order(byte mark) throws IOException {
        return switch (mark) {
            case 'l' -> ByteOrder.LITTLE_ENDIAN;
            case 'B' -> ByteOrder.BIG_ENDIAN;
            default -> throw new IOException("a message of an unknown byte order");
        };
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the bus closed the connection");
            }
        }
    }

    private void skip(long bytes) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(bytes, 1 << 14));
        for (long left = bytes; left > 0; left -= piece.limit()) {
            piece.clear().limit((int) Math.min(left, piece.capacity()));
            fill(piece);
        }
    }
}
