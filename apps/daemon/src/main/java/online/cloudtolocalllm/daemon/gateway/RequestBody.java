package online.cloudtolocalllm.daemon.gateway;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** How far the body of the request at the front has come. Lives on one event loop. */
final class RequestBody {

    private boolean announced;
    private boolean complete = true;
    private boolean wanted = true;
    private long bytes;
    private long limit = Long.MAX_VALUE;

    void begin(HttpRequest request) {
        announced = request.decoderResult().isSuccess()
                && (HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0);
        complete = false;
        wanted = true;
        bytes = 0;
        limit = Long.MAX_VALUE;
    }

    /** It may have this many bytes. */
    void limit(long most) {
        limit = most;
    }

    /** Counts a piece. */
    void came(HttpContent piece) {
        bytes += piece.content().readableBytes();
        complete |= piece instanceof LastHttpContent;
    }

    /** No more will come, whatever was announced. */
    void giveUp() {
        complete = true;
    }

    /** Whoever takes it has room for more, or not. */
    void want(boolean more) {
        wanted = more;
    }

    /** What is wrong with a piece, or with the whole up to it if somebody takes it; null if nothing is. */
    @Nullable
    RequestFault fault(HttpContent piece, boolean taken, GatewayLimits limits) {
        if (piece.decoderResult().isFailure()) {
            return new RequestFault(400, "The body is not valid HTTP/1.1. Check the program that sent it.");
        }
        return taken && bytes > limit ? new RequestFault(413, limits.bodyTooLarge()) : null;
    }

    boolean complete() {
        return complete;
    }

    /** Whether more of it should be read. */
    boolean wanted() {
        return wanted;
    }

    /** Whether more of it will come, for all that is known. */
    boolean outstanding() {
        return announced && !complete;
    }
}
