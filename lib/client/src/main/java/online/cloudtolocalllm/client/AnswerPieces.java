package online.cloudtolocalllm.client;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is read piece by piece while it comes. It ends in one of three ways: it is whole, which is the only case in which
 * {@link #next()} is empty; it failed, and {@code next()} throws; or it was cancelled, and {@code next()} throws
 * {@link DaemonException.Broken} with the code {@code cancelled}. What ended stays ended: {@code next()} says the same again.
 *
 * <p>Whoever does not read to the end has to close it, which cancels the request, at the upstream too, or to {@link #leave()} it. Whoever
 * reads slowly makes the upstream wait: what waits to be read is bounded, and no other call is held up.
 *
 * <p>Thread-safe; meant for one reader, and all that does not block from any thread.
 *
 * @param <T> the kind of piece
 */
public sealed class AnswerPieces<T> implements Iterable<T>, AutoCloseable permits PullRun, RawStream {

    private final AnswerStream stream;
    private final PieceReader<T> reader;
    private final Consumer<AnswerPieces<?>> whenOver;
    private final ReentrantLock reading = new ReentrantLock();

    /** Set once; read by any thread. */
    private volatile StreamEvent.@Nullable Head head;

    private volatile long taken;

    private volatile @Nullable End end;
    private volatile @Nullable DaemonException stopped;

    // Guarded by {@code reading}.

    /** Looked at by an iterator and not taken yet; whoever takes the next piece takes this one. */
    private @Nullable T ahead;

    private boolean lastCame;
    private long count;
    private StreamEvent.@Nullable Head saidNo;
    private JsonValue refusal = JsonNull.NULL;

    /** How it ended: {@code failure} is null if it is whole. */
    private record End(@Nullable DaemonException failure) {}

    AnswerPieces(AnswerStream stream, PieceReader<T> reader, Consumer<AnswerPieces<?>> whenOver) {
        this.stream = stream;
        this.reader = reader;
        this.whenOver = whenOver;
        this.count = stream.offset();
        this.taken = count;
    }

    /**
     * The next piece, or empty if the answer is whole. Blocks until it comes: as long as the upstream takes to load its model,
     * and without a limit on the whole; the daemon ends an upstream that falls silent, and a lost link ends the call.
     *
     * @throws DaemonException.Unserved if an upstream said no, or nobody answered; before the first piece only
     * @throws DaemonException.Broken if the answer broke off, also before its first piece, or was cancelled: what came is incomplete
     * @throws DaemonException.Interrupted if the calling thread was interrupted, after which this can be read on
     * @throws DaemonException if the daemon refuses, or the link is lost; {@link DaemonException#effect()} tells whether the
     *     upstream may have done what was asked
     */
    public Optional<T> next() throws DaemonException {
        reading.lock();
        try {
            Optional<T> looked = Optional.ofNullable(ahead);
            ahead = null;
            Optional<T> given = looked.isPresent() ? looked : course();
            count += given.isPresent() ? 1 : 0;
            taken = count;
            return given;
        } finally {
            reading.unlock();
        }
    }

    /** Whether there is a next piece, which the next {@link #next()} gives. */
    boolean look() throws DaemonException {
        reading.lock();
        try {
            if (ahead == null) {
                ahead = course().orElse(null);
            }
            return ahead != null;
        } finally {
            reading.unlock();
        }
    }

    private Optional<T> course() throws DaemonException {
        while (true) {
            End over = end;
            if (over != null) {
                if (over.failure() != null) {
                    throw over.failure();
                }
                return Optional.empty();
            }
            Optional<T> piece = read();
            if (piece.isPresent()) {
                return piece;
            }
        }
    }

    /**
     * Who answers. Blocks until the answer begins.
     *
     * @throws DaemonException as {@link #next()} does, if it does not begin
     */
    public Served served() throws DaemonException {
        return Served.of(head());
    }

    StreamEvent.Head head() throws DaemonException {
        StreamEvent.Head known = head;
        if (known != null) {
            return known;
        }
        reading.lock();
        try {
            while (true) {
                StreamEvent.Head read = head;
                if (read != null) {
                    return read;
                }
                End over = end;
                if (over != null) {
                    throw over.failure() != null
                            ? over.failure()
                            : new DaemonException.NotUnderstood("a streamed answer ended without a head");
                }
                read();
            }
        } finally {
            reading.unlock();
        }
    }

    /** One event of the stream; empty if it made no piece. */
    private Optional<T> read() throws DaemonException {
        DaemonException told = stopped;
        if (told != null) {
            over(told);
            return Optional.empty();
        }
        try {
            return take(stream.next());
        } catch (DaemonException.Interrupted e) {
            throw e;
        } catch (DaemonException e) {
            over(e);
            return Optional.empty();
        }
    }

    private Optional<T> take(StreamEvent event) {
        StreamEvent.Head no = saidNo;
        return switch (event) {
            case StreamEvent.Head begins -> {
                if (begins.httpStatus() / 100 == 2) {
                    head = begins;
                } else {
                    saidNo = begins;
                }
                yield Optional.empty();
            }
            case StreamEvent.Chunk chunk -> no == null ? piece(reader.read(chunk)) : why(chunk.data());
            case StreamEvent.Text text -> no == null ? piece(reader.read(text)) : why(new JsonText(text.text()));
            case StreamEvent.End ignored -> {
                over(no != null ? Endings.unserved(no, refusal) : isWhole() ? null : Endings.cutOff());
                yield Optional.empty();
            }
            case StreamEvent.Failed failed -> {
                over(no != null ? Endings.unserved(no, refusal) : Endings.failure(failed, head != null));
                yield Optional.empty();
            }
        };
    }

    /** Whoever attached behind the last piece is told nothing but the end. */
    private boolean isWhole() {
        return lastCame || !reader.endsWithAPiece() || (stream.offset() > 0 && taken == stream.offset());
    }

    private Optional<T> piece(PieceReader.Reading<T> reading) {
        if (lastCame) {
            return Optional.empty();
        }
        return switch (reading) {
            case PieceReader.Reading.Piece<T>(T piece, boolean last) -> {
                lastCame = last;
                yield Optional.of(piece);
            }
            case PieceReader.Reading.Bad<T>(String code, String why) -> {
                over(new DaemonException.Broken(code, why));
                stream.close();
                yield Optional.empty();
            }
        };
    }

    /** The body of an answer that says no is one piece. */
    private Optional<T> why(JsonValue body) {
        refusal = body;
        return Optional.empty();
    }

    /** A reader that was told to stop hears that, and not how the stream took it. */
    private void over(@Nullable DaemonException failure) {
        DaemonException told = stopped;
        end = new End(failure == null || told == null ? failure : told);
        whenOver.accept(this);
    }

    /**
     * Under which name the daemon keeps the answer, for {@link UnifiedConnectionService#attachChat}: known as soon as the answer
     * begins, and still when the link is lost. Empty before, and if the daemon does not keep it. Does not block.
     */
    public Optional<String> kept() {
        return stream.kept();
    }

    /** How many pieces {@link #next()} gave, those before an attachment included: where to attach again. Does not block. */
    public long taken() {
        return taken;
    }

    /**
     * Stops reading and lets the answer go on: the daemon keeps it, and it can be attached to. {@link #next()} throws
     * {@link DaemonException.Broken} with the code {@code left} from now on, also in a reader that waits. An answer that is not
     * {@link #kept()} (yet) is cancelled. Does not block; does nothing after the end.
     */
    public void leave() {
        if (kept().isEmpty()) {
            cancel();
            return;
        }
        tell(new DaemonException.Broken("left", "The answer was left. The daemon keeps it."));
        stream.leave();
    }

    /**
     * Ends the answer now, and the upstream's work on it within about a second. Does not block; does nothing after the end. A
     * reader that waits in {@link #next()} wakes up.
     */
    public void cancel() {
        stop(new DaemonException.Broken("cancelled", "The answer was cancelled."));
    }

    private void tell(DaemonException why) {
        if (end == null && stopped == null) {
            stopped = why;
        }
    }

    void stop(DaemonException why) {
        tell(why);
        // Not only cancelled: a reader must not wait for what the daemon says to that.
        stream.close();
    }

    /** Ends the reading because its service is closed; an answer that is kept is left. */
    void shut(DaemonException why) {
        tell(why);
        if (kept().isPresent()) {
            stream.leave();
        } else {
            stream.close();
        }
    }

    /** Cancels the answer if it is not over, and gives back what it holds. Does not block; a second call does nothing. */
    @Override
    public void close() {
        if (end == null) {
            cancel();
        }
        stream.close();
        whenOver.accept(this);
    }

    /**
     * The pieces that are still to come; there is one course, however many iterators, and a look ahead takes nothing from it. Its methods block as {@link #next()} does
     * and throw {@link UncheckedDaemonException} where that throws {@link DaemonException}.
     */
    @Override
    public Iterator<T> iterator() {
        return new PieceIterator<>(this);
    }
}
