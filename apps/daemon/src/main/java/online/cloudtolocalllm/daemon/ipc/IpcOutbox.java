package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one peer is to receive: lines, in order, counted while they wait for it. A peer that takes nothing for the stall limit while
 * more waits than may is cut off. Lives on the channel's event loop.
 */
final class IpcOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(IpcOutbox.class);

    /** Lines are queued in pieces of this size, so that a peer that takes a large one slowly is seen to take it. */
    private static final int PIECE_BYTES = 64 * 1024;

    private final Channel channel;
    private final IpcLimits limits;
    private final Runnable taken;
    private boolean watching;
    private long piecesTaken;
    private long waiting;

    /**
     * The outbox of a channel.
     *
     * @param taken called after the peer's socket took a line
     */
    IpcOutbox(Channel channel, IpcLimits limits, Runnable taken) {
        this.channel = channel;
        this.limits = limits;
        this.taken = taken;
    }

    /** Whether the peer has little enough to take that more of its requests may be read. */
    boolean hasRoom() {
        return channel.isWritable();
    }

    /** Bytes of lines that the peer's socket has not taken yet. */
    long waiting() {
        return waiting;
    }

    /**
     * Sends a line.
     *
     * @param text its JSON text, without the line feed
     * @param after called when the peer's socket took it or will never take it
     */
    void send(String text, Runnable after) {
        if (!channel.isActive()) {
            after.run();
            return;
        }
        int bytes = ByteBufUtil.utf8Bytes(text);
        ByteBuf line = channel.alloc().buffer(bytes + 1);
        ByteBufUtil.reserveAndWriteUtf8(line, text, bytes);
        line.writeByte('\n');
        write(line, after);
    }

    /**
     * Sends whole lines, each with its line feed; takes the buffer over.
     *
     * @param after called when the peer's socket took them or will never take them
     */
    void send(ByteBuf lines, Runnable after) {
        if (channel.isActive()) {
            write(lines, after);
        } else {
            lines.release();
            after.run();
        }
    }

    private void write(ByteBuf line, Runnable after) {
        int bytes = line.readableBytes();
        waiting += bytes;
        while (line.readableBytes() > PIECE_BYTES) {
            channel.write(line.readRetainedSlice(PIECE_BYTES)).addListener(piece -> piecesTaken++);
        }
        channel.writeAndFlush(line).addListener(piece -> {
            piecesTaken++;
            waiting -= bytes;
            after.run();
            taken.run();
        });
    }

    /** Looks whether the peer stalls, until it has little enough to take again. */
    void watchForStall() {
        if (!watching && !hasRoom()) {
            lookLater();
        }
    }

    private void lookLater() {
        watching = true;
        long before = piecesTaken;
        var _ = after(limits.stall(), () -> {
            watching = false;
            if (hasRoom() || !channel.isActive()) {
                return;
            }
            if (piecesTaken > before) {
                lookLater();
            } else {
                LOG.warn("An IPC client that does not read its replies was cut off.");
                cut();
            }
        });
    }

    /** Ends the connection when the peer has closed too, or has had long enough to read what was sent last. */
    void closeAfterLastLine() {
        if (channel instanceof DuplexChannel duplex) {
            // An empty write, because shutting down drops what is still queued.
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
                var _ = duplex.shutdownOutput();
            });
            Future<?> patience = after(limits.linger(), this::cut);
            channel.closeFuture().addListener(closed -> patience.cancel(false));
        } else {
            cut();
        }
    }

    /** Ends the connection at once. */
    void cut() {
        var _ = channel.close();
    }

    private Future<?> after(Duration delay, Runnable task) {
        return channel.eventLoop().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
