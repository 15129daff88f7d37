package online.cloudtolocalllm.bus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.freedesktop.dbus.messages.Message;

/**
 * Writes messages one after the other on a virtual thread of its own, so that nobody who sends waits for a bus that does not read.
 * dbus-java's own writer makes a system call of every number and text; here a message is one write. Thread-safe.
 */
final class Outbox {

    /** A bus that lets this many messages wait reads no more. */
    private static final int MOST_WAITING = 1024;

    private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final WritableByteChannel channel;
    private final Consumer<String> broken;
    private final Thread thread;
    private volatile boolean ended;

    /**
     * A thread that does not run yet.
     *
     * @param broken told once, with the reason, when nothing more can be sent
     */
    Outbox(WritableByteChannel channel, Consumer<String> broken) {
        this.channel = channel;
        this.broken = broken;
        this.thread = Thread.ofVirtual().name("d-bus writer").unstarted(this::write);
    }

    void start() {
        thread.start();
    }

    /** Sends without waiting; nothing once it has ended. */
    void send(Message message) {
        if (!ended && !waiting.offer(message)) {
            broken.accept("the bus reads nothing any more");
        }
    }

    /** Ends the thread; what waits is lost. */
    void end() {
        ended = true;
        thread.interrupt();
        waiting.clear();
    }

    private void write() {
        try {
            while (true) {
                ByteBuffer bytes = bytes(waiting.take());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            broken.accept("the connection to the bus ended");
        } catch (InterruptedException e) {
            // That is its end.
            waiting.clear();
        }
    }

    private static ByteBuffer bytes(Message message) {
        int length = 0;
        byte[][] parts = message.getWireData();
        int count = 0;
        while (count < parts.length && parts[count] != null) {
            length += parts[count++].length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int i = 0; i < count; i++) {
            bytes.put(parts[i]);
        }
        return bytes.flip();
    }
}
