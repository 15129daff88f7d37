package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The reading side of one connection: bytes in, read lines out. A line above the ordinary length waits for its {@linkplain LargeLines
 * turn}, without anything more being read meanwhile; it then has to come within a limit, is read by a worker, and the connection's
 * next line waits for that. Lives on the channel's event loop.
 */
final class IpcInlet {

    private final Channel channel;
    private final IpcLimits limits;
    private final LargeLines turnstile;
    private final Executor workers;
    private final Taker taker;
    private IpcLineDecoder decoder;
    private LargeLines.@Nullable Turn turn;
    private @Nullable Future<?> timer;
    private boolean waiting;
    private boolean parsing;
    private boolean pumping;
    private boolean ended;

    /** Takes what was read. */
    interface Taker {

        /** Whether a line would be taken now. */
        boolean mayTake();

        /** A line. */
        void line(IpcLine line);

        /** A line is longer than it may be; nothing after it is read. */
        void tooLong(int most);

        /** A large line did not come in time; nothing after it is read. */
        void tooSlow();

        /** The peer does not speak this protocol; nothing after this is read. */
        void foreign();
    }

    IpcInlet(Channel channel, IpcLimits limits, LargeLines turnstile, Executor workers, Taker taker) {
        this.channel = channel;
        this.limits = limits;
        this.turnstile = turnstile;
        this.workers = workers;
        this.taker = taker;
        this.decoder = new IpcLineDecoder(limits);
    }

    /** From now on the limits of an authenticated peer hold. */
    void trust() {
        decoder.trust();
    }

    /** Takes all readable bytes; the buffer stays the caller's. */
    void feed(ByteBuf arrived) {
        decoder.feed(arrived);
        pump();
    }

    /** Whether a line is being read. */
    boolean isReading() {
        return parsing;
    }

    /** Nothing more is wanted: what has come is forgotten, and the turn is passed on; a second call does nothing. */
    void end() {
        ended = true;
        decoder = new IpcLineDecoder(limits);
        if (!parsing) {
            pass();
        }
    }

    /** Handles whole lines until there are none, or the connection has to wait. */
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        boolean more = true;
        while (more && !ended && !parsing && !waiting && taker.mayTake()) {
            more = switch (decoder.next()) {
                case IpcLineDecoder.Next.Incomplete ignored -> false;
                case IpcLineDecoder.Next.Line line -> take(line);
                case IpcLineDecoder.Next.Large ignored -> {
                    waiting = true;
                    turn = turnstile.ask(channel.eventLoop(), this::begin);
                    yield false;
                }
                case IpcLineDecoder.Next.Foreign ignored -> {
                    taker.foreign();
                    yield false;
                }
                case IpcLineDecoder.Next.TooLong(int most) -> {
                    taker.tooLong(most);
                    yield false;
                }
            };
        }
        pumping = false;
        // While it closes, what still arrives is thrown away: unread bytes would turn the close into a reset that loses
        // the last reply.
        channel.config().setAutoRead(ended || (!parsing && !waiting && taker.mayTake()));
    }

    private void begin() {
        waiting = false;
        if (ended) {
            pass();
            return;
        }
        decoder.allowLarge(true);
        timer = channel.eventLoop().schedule(this::late, limits.largeLine().toMillis(), TimeUnit.MILLISECONDS);
        pump();
    }

    private void late() {
        if (!ended && !parsing) {
            taker.tooSlow();
            pump();
        }
    }

    private boolean take(IpcLineDecoder.Next.Line line) {
        if (line.length() <= limits.lineBytes()) {
            taker.line(IpcLine.read(line.bytes()));
            return true;
        }
        parsing = true;
        stopTimer();
        byte[] bytes = line.bytes();
        int length = line.length();
        workers.execute(() -> {
            IpcLine read = LargeLine.read(bytes, length, limits.lineBytes());
            channel.eventLoop().execute(() -> {
                parsing = false;
                decoder.allowLarge(false);
                if (!ended) {
                    taker.line(read);
                }
                pass();
                pump();
            });
        });
        return false;
    }

    private void pass() {
        stopTimer();
        if (turn != null) {
            turnstile.giveBack(turn);
            turn = null;
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
