package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer that outlives the client that asked for it: it is collected as lines, which the one reader that there is at a time
 * is sent, at its own pace. Without a reader the answer still comes, as far as there is room. Lives on the event loop where
 * the answer comes; others use {@link KeptReader}, {@link #forgetSoon} and {@link #stopSoon}.
 */
final class KeptAnswer implements StreamOutlet {

    /** How long an answer is kept that has come to its end and has no reader. */
    static final Duration TIME = Duration.ofMinutes(5);

    private static final JsonNumber NO_ID = new JsonNumber("0");
    /** How much of each line the reader writes itself. */
    private static final int WITH_ID = "{\"id\":0".length();
    /** Where the kinds of events differ, and how: {@code ,"event":"chunk"}, {@code "head"}. */
    private static final int KIND = WITH_ID + ",\"event\":\"".length();

    /** So many bytes of lines may wait for the end of what one read brought, and are not counted meanwhile. */
    private static final int UNCOUNTED = 64 * 1024;

    private static final StreamEvent.Failed TAKEN_OVER =
            new StreamEvent.Failed("taken_over", "Another reader goes on with this answer.", OptionalInt.empty());
    private static final StreamEvent.Failed NOT_KEPT =
            new StreamEvent.Failed("not_kept", "The daemon does not keep this answer any more.", OptionalInt.empty());

    private final String name;
    private final EventLoop home;
    private final KeptRoom.Share share;
    private final KeptAnswers all;
    private final StreamCall call;
    private KeptLines chunks = new KeptLines();
    private byte @Nullable [] head;
    private byte @Nullable [] last;
    private @Nullable KeptReader reader;
    private @Nullable Future<?> clock;
    private boolean nameTold;
    private boolean stopping;
    private boolean gone;
    private boolean handing;

    /** What the reader, or the last one that there was, has taken: chunks with lower numbers may be dropped. */
    private long taken;

    /**
     * An answer before its first byte.
     *
     * @param name under which it can be found
     * @param home where it comes
     * @param share what it may hold
     * @param all where it is found
     */
    KeptAnswer(String name, EventLoop home, KeptRoom.Share share, KeptAnswers all) {
        this.name = name;
        this.home = home;
        this.share = share;
        this.all = all;
        this.call = new StreamCall(NO_ID, this, Credit.unlimited(), name);
    }

    /** Under which name it can be found; from any thread. */
    String name() {
        return name;
    }

    /** Where it lives; from any thread. */
    EventLoop home() {
        return home;
    }

    /** What it holds; from any thread. */
    KeptRoom.Share share() {
        return share;
    }

    /** Takes the answer as it comes. */
    StreamCall call() {
        return call;
    }

    /** Forgets it in a moment; from any thread. */
    void forgetSoon() {
        home.execute(this::forget);
    }

    /** Ends it in a moment, or when its reader goes; from any thread. */
    void stopSoon() {
        home.execute(() -> {
            stopping = true;
            if (reader == null) {
                forget();
            }
        });
    }

    @Override
    public ByteBuf buffer() {
        return PooledByteBufAllocator.DEFAULT.buffer();
    }

    @Override
    public void send(ByteBuf lines) {
        try {
            while (!gone && lines.isReadable()) {
                int length = lines.bytesBefore((byte) '\n') + 1;
                byte kind = lines.getByte(lines.readerIndex() + KIND);
                byte[] line = new byte[length - WITH_ID];
                lines.skipBytes(WITH_ID).readBytes(line);
                switch (kind) {
                    case 'c' -> share.take(chunks.add(line));
                    case 'h' -> head = line;
                    default -> last = line;
                }
            }
        } finally {
            lines.release();
        }
        pass();
    }

    @Override
    public boolean hasRoom() {
        // What a fast upstream brings at once, in small pieces, is many times as large here.
        call.flushBeyond(UNCOUNTED);
        while (!share.fits(() -> home.execute(call::roomAgain))) {
            if (chunks.first() >= Math.min(taken, chunks.end())) {
                return false;
            }
            share.free(chunks.drop());
        }
        return true;
    }

    @Override
    public void over() {
        startClock();
    }

    private void pass() {
        if (reader != null) {
            reader.pass();
        }
    }

    /** Whether lines are on their way to a reader on another loop: there is one portion at a time, whoever attaches meanwhile. */
    boolean isHanding() {
        return handing;
    }

    /** Lines go to a reader on another loop, which calls {@link #handedSoon} when it has them. */
    void hands() {
        handing = true;
    }

    /** A reader's loop has what was handed to it; from any thread. */
    void handedSoon() {
        home.execute(() -> {
            handing = false;
            pass();
        });
    }

    /** The client that asked for it reads it. */
    void belongsTo(KeptReader first) {
        reader = first;
    }

    /** A client reads from a chunk on, and nobody else does any more. */
    void attach(KeptReader newcomer, long offset) {
        if (gone) {
            newcomer.refuse(KeptReplies.notKept());
        } else if (offset > chunks.end()) {
            newcomer.refuse(KeptReplies.beyond(chunks.end()));
        } else if (offset < chunks.first()) {
            newcomer.refuse(KeptReplies.notKept(chunks.first()));
        } else {
            KeptReader before = reader;
            reader = newcomer;
            stopClock();
            all.spent(this, false);
            newcomer.beginAt(offset);
            taken = offset;
            if (before != null) {
                // Its socket may take more because of that, and with it a line that attaches somebody else.
                before.tell(TAKEN_OVER);
            }
            call.roomAgain();
            pass();
        }
    }

    /** The line with which it begins, without its id; null before it came. */
    byte @Nullable [] head() {
        return head;
    }

    /** The line with which it ends, without its id; null before it came. */
    byte @Nullable [] last() {
        return last;
    }

    /** The chunks that there are. */
    KeptLines chunks() {
        return chunks;
    }

    /** The reader was sent the head, and knows the name if there is one in it. */
    void headTold() {
        nameTold = call.isNamed();
    }

    /** The reader has taken the chunks before this number. */
    void acknowledged(long number) {
        taken = number;
        call.roomAgain();
    }

    /** The reader was sent all of it. */
    void told(KeptReader by) {
        if (reader == by) {
            all.spent(this, true);
            lose();
        }
    }

    /** The reader wants to read on later; says whether it can. */
    boolean leaves(KeptReader by) {
        boolean can = reader == by && nameTold && !stopping;
        if (can) {
            lose();
        }
        return can;
    }

    /** The reader is gone. */
    void left(KeptReader by) {
        if (reader == by) {
            lose();
        }
    }

    private void lose() {
        reader = null;
        if (stopping || !nameTold) {
            forget();
        } else {
            startClock();
        }
    }

    /** The reader wants it ended; says whether it may. */
    boolean end(KeptReader by) {
        if (reader != by) {
            return false;
        }
        reader = null;
        forget();
        return true;
    }

    private void startClock() {
        if (last != null && reader == null && !gone && clock == null) {
            clock = home.schedule(this::forget, TIME.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void stopClock() {
        if (clock != null) {
            clock.cancel(false);
            clock = null;
        }
    }

    private void forget() {
        if (gone) {
            return;
        }
        gone = true;
        stopClock();
        all.left(this);
        call.abandon();
        chunks = new KeptLines();
        share.leave();
        if (reader != null) {
            reader.tell(NOT_KEPT);
            reader = null;
        }
    }
}
