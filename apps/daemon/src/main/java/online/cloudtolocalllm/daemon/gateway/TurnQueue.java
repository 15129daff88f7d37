package online.cloudtolocalllm.daemon.gateway;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a client sent before it was its turn. Lives on one event loop. */
final class TurnQueue {

    private static final long FULL_BYTES = 128 * 1024;

    /** What a request counts for beside its body. */
    private static final long REQUEST_BYTES = 2 * 1024;

    /** What a piece of a body counts for beside its bytes: the objects that hold it. */
    private static final long PIECE_BYTES = 256;

    private final Deque<HttpObject> parts = new ArrayDeque<>();
    private long bytes;

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether no more should be read for now; what was read is taken all the same. */
    boolean isFull() {
        return bytes >= FULL_BYTES;
    }

    void add(HttpObject part) {
        parts.add(part);
        bytes += weight(part);
    }

    /** Takes the oldest part. */
    HttpObject next() {
        HttpObject part = parts.remove();
        bytes -= weight(part);
        return part;
    }

    void release() {
        parts.forEach(ReferenceCountUtil::release);
        parts.clear();
        bytes = 0;
    }

    private static long weight(HttpObject part) {
        return (part instanceof HttpRequest ? REQUEST_BYTES : 0)
                + (part instanceof HttpContent content
                        ? PIECE_BYTES + content.content().readableBytes()
                        : 0);
    }
}
