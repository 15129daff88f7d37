package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One client's streamed call that is a kept answer: sends it as events under the call's id, no faster than the client gives credit for it.
 * A call and its answer may live on two event loops. The methods of {@link RunningStream} come on the client's; everything else
 * happens on the answer's, and whatever goes to the client is handed over.
 */
final class KeptReader implements RunningStream {

    /** So much is put together at a time. */
    private static final int PORTION = 64 * 1024;

    private static final StreamEvent.Failed LEFT =
            new StreamEvent.Failed("left", "The daemon keeps the rest of this answer.", OptionalInt.empty());

    private final JsonValue id;
    private final byte[] beginning;
    private final StreamOutlet outlet;
    private final EventLoop client;
    private final KeptAnswer answer;

    // Of the answer's loop.

    private final Credit credit = new Credit();
    private long next;

    /** The first chunk that was sent and is not acknowledged, and the bytes of it and those behind it. */
    private long unacknowledged;

    private long unacknowledgedBytes;
    private boolean headSent;
    private boolean over;

    /**
     * A reader of an answer that has not been sent anything.
     *
     * @param id the call's id
     * @param outlet the way to the client
     * @param client the client's event loop
     * @param answer what is read
     */
    KeptReader(JsonValue id, StreamOutlet outlet, EventLoop client, KeptAnswer answer) {
        this.id = id;
        this.beginning = ("{\"id\":" + id.toJson()).getBytes(StandardCharsets.UTF_8);
        this.outlet = outlet;
        this.client = client;
        this.answer = answer;
    }

    /** Reads on from this chunk, if it is there; the client is told if it is not. */
    void attach(long offset) {
        atHome(() -> answer.attach(this, offset));
    }

    @Override
    public void credit(long bytes) {
        atHome(() -> {
            if (!over) {
                credit.add(bytes);
                acknowledge();
                pass();
            }
        });
    }

    @Override
    public void wrongCredit() {
        breakOff(StreamCall.WRONG_CREDIT);
    }

    @Override
    public void cancel() {
        breakOff(StreamCall.CANCELLED);
    }

    @Override
    public void leave() {
        atHome(() -> {
            if (answer.leaves(this)) {
                tell(LEFT);
            }
        });
    }

    @Override
    public void roomAgain() {
        atHome(this::pass);
    }

    @Override
    public void breakOff(StreamEvent.Failed why) {
        atHome(() -> {
            if (answer.end(this)) {
                tell(why);
            }
        });
    }

    @Override
    public void abandon() {
        atHome(() -> {
            over = true;
            answer.left(this);
        });
    }

    /** The first chunk to send. */
    void beginAt(long offset) {
        next = offset;
        unacknowledged = offset;
    }

    /** Sends what there is and may be sent. */
    void pass() {
        while (!over && !answer.isHanding() && outlet.hasRoom()) {
            ByteBuf lines = lines();
            if (lines == null) {
                return;
            }
            if (client.inEventLoop()) {
                send(lines, () -> {});
            } else {
                // Whether there is room shows only when the client's loop has them.
                answer.hands();
                send(lines, answer::handedSoon);
            }
            if (over) {
                answer.told(this);
            } else {
                acknowledge();
            }
        }
    }

    /** The next lines; null if there is nothing to send. After the last one this is over. */
    private @Nullable ByteBuf lines() {
        ByteBuf into = null;
        byte[] head = answer.head();
        if (head != null && !headSent) {
            headSent = true;
            into = write(null, head);
            answer.headTold();
        }
        KeptLines chunks = answer.chunks();
        while (next < chunks.end() && credit.isOpen() && (into == null || into.readableBytes() < PORTION)) {
            byte[] chunk = chunks.line(next);
            into = write(into, chunk);
            credit.spend(cost(chunk));
            unacknowledgedBytes += cost(chunk);
            next++;
        }
        byte[] last = answer.last();
        if (last != null && next == answer.chunks().end()) {
            over = true;
            into = write(into, last);
        }
        return into;
    }

    private ByteBuf write(@Nullable ByteBuf before, byte[] line) {
        ByteBuf into = before == null ? outlet.buffer() : before;
        return into.writeBytes(beginning).writeBytes(line);
    }

    private long cost(byte[] chunk) {
        return (long) beginning.length + chunk.length;
    }

    /**
     * Whoever gives credit for more than it began with has taken what it was sent before. Only to be called when nothing waits to be
     * sent: the answer may go on at once.
     */
    private void acknowledge() {
        long before = unacknowledged;
        while (unacknowledged < next) {
            long cost = cost(answer.chunks().line(unacknowledged));
            if (unacknowledgedBytes - cost < credit.outstanding()) {
                break;
            }
            unacknowledgedBytes -= cost;
            unacknowledged++;
        }
        if (unacknowledged > before) {
            answer.acknowledged(unacknowledged);
        }
    }

    /** The last line, in the place of what was to come. */
    void tell(StreamEvent.Failed why) {
        finish(why.toJson(id));
    }

    /** A reply in the place of events. */
    void refuse(JsonObject why) {
        finish(ReplyOrder.withId(Optional.of(id), why));
    }

    private void finish(JsonObject line) {
        if (!over) {
            over = true;
            ByteBuf into = outlet.buffer();
            into.writeCharSequence(line.toJson(), StandardCharsets.UTF_8);
            send(into.writeByte('\n'), () -> {});
        }
    }

    private void send(ByteBuf lines, Runnable after) {
        boolean ends = over;
        atClient(() -> {
            outlet.send(lines);
            if (ends) {
                outlet.over();
            }
            after.run();
        });
    }

    private void atHome(Runnable task) {
        run(answer.home(), task);
    }

    private void atClient(Runnable task) {
        run(client, task);
    }

    private static void run(EventLoop loop, Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
