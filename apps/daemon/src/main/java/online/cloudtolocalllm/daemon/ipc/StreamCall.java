package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalInt;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One streamed {@code PROXY_REQUEST}: takes an answer as it comes and sends it as events, no faster than the client gives credit for
 * it. What it holds is bounded by one chunk and what one read from the upstream brought. Lives on one event loop.
 */
public final class StreamCall implements RunningStream {

    static final StreamEvent.Failed CANCELLED = failure("cancelled", "The request was cancelled.");
    private static final StreamEvent.Failed TOO_LARGE = failure(
            "chunk_too_large",
            "A piece of the answer is larger than 1 MiB. Ask for the whole answer without \"stream\", or ask the"
                    + " gateway.");
    private static final StreamEvent.Failed ENCODED = failure(
            "unreadable",
            "The connection answered in a compressed form although it was asked not to. Ask the gateway.");
    static final StreamEvent.Failed WRONG_CREDIT =
            failure("bad_credit", "The \"bytes\" of CREDIT must be a whole number from 1 to " + Credit.MOST + ".");

    private final JsonValue id;
    private final StreamOutlet outlet;
    private final ChunkLines chunks;
    private final Credit credit;
    private final String name;
    private @Nullable StreamSource source;
    private @Nullable StreamPieces pieces;
    private @Nullable ByteBuf unsent;
    private boolean paused;
    private boolean ended;
    private boolean pulled;
    private boolean over;
    private boolean named;

    /** A call whose answer is not kept. */
    StreamCall(JsonValue id, StreamOutlet outlet) {
        this(id, outlet, new Credit(), "");
    }

    /**
     * A call before its answer.
     *
     * @param id what its lines begin with
     * @param outlet the way of its lines
     * @param credit what it begins with
     * @param name under which its answer is kept if it is a good one; empty if it is not
     */
    StreamCall(JsonValue id, StreamOutlet outlet, Credit credit, String name) {
        this.credit = credit;
        this.name = name;
        this.id = id;
        this.outlet = outlet;
        this.chunks = new ChunkLines(id);
    }

    private static StreamEvent.Failed failure(String code, String message) {
        return new StreamEvent.Failed(code, message, OptionalInt.empty());
    }

    /** Says where the answer comes from; before anything of it comes. */
    public void comesFrom(StreamSource from) {
        source = from;
    }

    /** Whether nothing more is taken. */
    public boolean isOver() {
        return over;
    }

    /** The answer begins. */
    public void head(StreamEvent.Head head) {
        if (over) {
            return;
        }
        String encoding = head.headers().getOrDefault("content-encoding", "identity");
        if (!encoding.equalsIgnoreCase("identity") && !encoding.isEmpty()) {
            breakOff(ENCODED);
            return;
        }
        boolean good = head.httpStatus() / 100 == 2;
        pieces = pieces(good ? head.headers().getOrDefault("content-type", "") : "");
        named = good && !name.isEmpty();
        line(named ? head.keptAs(name) : head);
    }

    /** Whether its client was told under which name it is kept. */
    boolean isNamed() {
        return named;
    }

    private static StreamPieces pieces(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-ndjson") || type.startsWith("application/jsonl")) {
            return new DocumentPieces();
        }
        return type.startsWith("text/event-stream") ? new EventPieces() : new WholePiece();
    }

    /** A piece of the answer's body, behind its head; the buffer stays the caller's. */
    public void content(ByteBuf bytes) {
        if (!over && pieces != null) {
            pieces.feed(bytes);
            pass();
        }
    }

    /** What has come so far should leave now. */
    public void flush() {
        ByteBuf lines = unsent;
        if (lines != null) {
            unsent = null;
            outlet.send(lines);
        }
    }

    /** What has come so far should leave now if it is more than so many bytes. */
    void flushBeyond(int bytes) {
        ByteBuf lines = unsent;
        if (lines != null && lines.readableBytes() > bytes) {
            flush();
        }
    }

    /** Whether the answer should go on coming; when it should again, its source is told to resume. */
    public boolean writable() {
        paused = !over && !(credit.isOpen() && outlet.hasRoom());
        return !paused;
    }

    /** The answer is whole. The client hears so when its credit lets it have all of it. */
    public void end() {
        if (!over && pieces != null) {
            ended = true;
            pieces.ended();
            pass();
            flush();
        }
    }

    /** The answer broke off, or there is none. What waits for credit is dropped. */
    public void failed(StreamEvent.Failed why) {
        if (!over) {
            finish(why);
        }
    }

    @Override
    public void credit(long bytes) {
        credit.add(bytes);
        pass();
        flush();
        goOn();
    }

    @Override
    public void roomAgain() {
        goOn();
    }

    private void goOn() {
        if (paused && !over && !ended && source != null && writable()) {
            source.resume();
        }
    }

    @Override
    public void cancel() {
        breakOff(CANCELLED);
    }

    /** There is no later for it. */
    @Override
    public void leave() {
        // it goes on
    }

    @Override
    public void wrongCredit() {
        breakOff(WRONG_CREDIT);
    }

    @Override
    public void breakOff(StreamEvent.Failed why) {
        if (!over) {
            leaveSource();
            finish(why);
        }
    }

    /** Nobody is there any more: ends the request without a word. */
    @Override
    public void abandon() {
        if (!over) {
            over = true;
            leaveSource();
            letGo();
        }
    }

    private void leaveSource() {
        if (source != null && !ended) {
            source.cancel();
        }
    }

    /**
     * Sends what may be sent; at the answer's end, the end. Without credit a piece is pulled only when nothing is fed any more, to see
     * whether there is one: feeding moves what was pulled.
     */
    private void pass() {
        StreamPieces from = pieces;
        while (!over && from != null && (credit.isOpen() || (ended && !pulled))) {
            switch (pulled ? StreamPieces.Next.PIECE : from.next()) {
                case PIECE -> {
                    pulled = !credit.isOpen();
                    if (!pulled) {
                        credit.spend(chunks.write(from, lines()));
                    }
                }
                case TOO_LARGE -> breakOff(TOO_LARGE);
                case NOTHING -> {
                    if (ended) {
                        finish(new StreamEvent.End());
                    }
                    return;
                }
            }
        }
    }

    private void finish(StreamEvent last) {
        over = true;
        line(last);
        flush();
        letGo();
        outlet.over();
    }

    private void letGo() {
        pieces = null;
        source = null;
        if (unsent != null) {
            unsent.release();
            unsent = null;
        }
    }

    private void line(StreamEvent event) {
        lines().writeCharSequence(event.toJson(id).toJson(), StandardCharsets.UTF_8);
        lines().writeByte('\n');
    }

    private ByteBuf lines() {
        if (unsent == null) {
            unsent = outlet.buffer();
        }
        return unsent;
    }
}
