package online.cloudtolocalllm.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of one streamed answer, in order. What has come and is not yet taken is bounded by the credit that the daemon has:
 * it is given more as pieces are taken, so a reader that stops stops the upstream and nobody else. One thread reads;
 * {@link #cancel()} and {@link #close()} may come from any.
 */
final class AnswerStream implements AutoCloseable, Call {

    /** The credit with which a call starts ({@code docs/protocol.md}). */
    static final int CREDIT_BYTES = 1_048_576;

    /** Credit is given back in such portions: small ones would cost a line each, large ones would let the daemon pause. */
    private static final int PORTION_BYTES = CREDIT_BYTES / 4;

    /** The credit, the one chunk that may overdraw it, and as much again: a daemon that sends more does not count. */
    private static final long MOST_BYTES = 4L * CREDIT_BYTES;

    private static final byte[] NOTHING = {};

    private record Piece(StreamEvent event, int bytes) {}

    private final CommandLine command;
    private final Wire wire;
    private final long offset;

    /** The name under which the daemon keeps it; empty if it does not, or that is not known yet. */
    private volatile String kept;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
    private long waitingBytes;

    /** Bytes that were taken and not yet given back as credit. */
    private long owed;

    private boolean creditQueued;
    private boolean cancelled;

    /** No more lines come. */
    private boolean complete;

    /** Why there is no last piece, if so; thrown behind the pieces. */
    private @Nullable Supplier<DaemonException> failure;

    /** The last piece was taken. */
    private boolean over;

    private boolean closed;

    /**
     * A stream before its first line.
     *
     * @param kept under which name the daemon keeps the answer; empty if that is not known
     * @param offset how many chunks come before its first one
     */
    AnswerStream(CommandLine command, Wire wire, String kept, long offset) {
        this.command = command;
        this.wire = wire;
        this.kept = kept;
        this.offset = offset;
    }

    /** Under which name the daemon keeps the answer; known once its head has come, whether or not it was taken. */
    Optional<String> kept() {
        String name = kept;
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** How many chunks come before the first one of this stream. */
    long offset() {
        return offset;
    }

    /**
     * The next piece; blocks until it is there. {@link StreamEvent.End} and {@link StreamEvent.Failed} are the last ones.
     *
     * @throws DaemonException {@code Refused} if the daemon did not take the call; {@code LinkLost} if the link ended, after the
     *     pieces that came before; {@code Closed} if this was closed; {@code Interrupted} if the calling thread was interrupted, after
     *     which the stream can be read on
     * @throws IllegalStateException after the last piece
     */
    StreamEvent next() throws DaemonException {
        lock.lock();
        try {
            if (over) {
                throw new IllegalStateException("the answer is at its end");
            }
            while (!closed && pieces.isEmpty() && failure == null) {
                changed.await();
            }
            if (closed) {
                throw new DaemonException.Closed(command.effect());
            }
            Piece piece = pieces.poll();
            if (piece == null) {
                throw failure().get();
            }
            over = piece.event instanceof StreamEvent.End || piece.event instanceof StreamEvent.Failed;
            giveBack(piece.bytes);
            return piece.event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // Where it is not written yet it still will be: the stream goes on.
            throw new DaemonException.Interrupted(Effect.UNKNOWN);
        } finally {
            lock.unlock();
        }
    }

    private Supplier<DaemonException> failure() {
        Supplier<DaemonException> known = failure;
        return known == null ? () -> new DaemonException.Closed(Effect.UNKNOWN) : known;
    }

    private void giveBack(int bytes) {
        waitingBytes -= bytes;
        owed += bytes;
        if (owed >= PORTION_BYTES && !creditQueued && !complete) {
            creditQueued = wire.outbox().putNow(this::credit);
        }
    }

    private byte[] credit() {
        lock.lock();
        try {
            long bytes = owed;
            owed = 0;
            creditQueued = false;
            return complete
                    ? NOTHING
                    : ("{\"command\":\"CREDIT\",\"id\":" + command.id() + ",\"bytes\":" + bytes + "}\n")
                            .getBytes(StandardCharsets.US_ASCII);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks the daemon to end the call and its upstream request. The pieces that are under way still come, then
     * {@link StreamEvent.Failed} with the code {@code cancelled}, or the end if that was faster. Does not wait.
     */
    void cancel() {
        lock.lock();
        try {
            if (complete || cancelled) {
                return;
            }
            cancelled = true;
            if (wire.outbox().withdraw(command)) {
                wire.forget(command);
                finish(new Piece(
                        new StreamEvent.Failed("cancelled", "The call was cancelled.", OptionalInt.empty()), 0));
            } else {
                wire.outbox().putNow(command.cancel());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the call if it is not at its end, and frees what is waiting; a {@link #next()} that waits ends. Does not wait. */
    @Override
    public void close() {
        end(this::cancel);
    }

    /** As {@link #close()}, and tells the daemon to keep the answer. */
    void leave() {
        end(() -> {
            if (!complete && !cancelled) {
                wire.outbox().putNow(command.leave());
            }
        });
    }

    private void end(Runnable told) {
        lock.lock();
        try {
            if (!closed) {
                told.run();
                closed = true;
                complete = true;
                pieces.clear();
                wire.forget(command);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean take(JsonObject line, int bytes) {
        lock.lock();
        try {
            if (complete) {
                return true;
            }
            if (!line.has("event")) {
                Optional<DaemonException> refusal = Refusal.ofCall(line);
                fail(() -> refusal.orElseGet(() -> new DaemonException.NotUnderstood("it is not streamed")));
                return true;
            }
            Optional<StreamEvent> event = StreamEvent.read(line);
            event.ifPresent(piece -> add(piece, bytes));
            return complete;
        } finally {
            lock.unlock();
        }
    }

    private void add(StreamEvent event, int bytes) {
        switch (event) {
            case StreamEvent.Head head -> {
                kept = head.kept();
                put(new Piece(head, 0));
            }
            case StreamEvent.End end -> finish(new Piece(end, 0));
            case StreamEvent.Failed failed -> finish(new Piece(failed, 0));
            case StreamEvent.Chunk _, StreamEvent.Text _ -> {
                waitingBytes += bytes;
                if (waitingBytes > MOST_BYTES) {
                    cancel();
                    fail(() -> new DaemonException.Broken("too_much", "The daemon sent more than it had credit for."));
                } else {
                    put(new Piece(event, bytes));
                }
            }
        }
    }

    private void put(Piece piece) {
        pieces.add(piece);
        changed.signalAll();
    }

    private void finish(Piece last) {
        complete = true;
        put(last);
    }

    private void fail(Supplier<DaemonException> why) {
        complete = true;
        failure = why;
        changed.signalAll();
    }

    @Override
    public void lost(LinkEnd end) {
        lock.lock();
        try {
            if (!complete) {
                fail(() -> end.failure(command.effect()));
            }
        } finally {
            lock.unlock();
        }
    }
}
