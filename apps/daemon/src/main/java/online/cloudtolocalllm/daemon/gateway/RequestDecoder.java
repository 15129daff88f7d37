package online.cloudtolocalllm.daemon.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Netty's request decoder behind a {@link HeadScanner}. A request that is refused becomes one whose {@link DecoderResult} is
 * a failure, and nothing after it is read.
 */
final class RequestDecoder extends HttpRequestDecoder {

    private HeadScanner head = new HeadScanner();
    private boolean inHead = true;
    private boolean refused;
    private int scanned;

    RequestDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(HeadScanner.MAX_HEAD_BYTES)
                .setMaxHeaderSize(HeadScanner.MAX_HEAD_BYTES)
                .setMaxChunkSize(64 * 1024));
    }

    /** Whether a head has begun and is not complete. */
    boolean isReadingHead() {
        return inHead && head.begun() && !refused;
    }

    /** Whether a request was refused, after which nothing is read. */
    boolean isRefusing() {
        return refused;
    }

    /** Reads nothing more; returns a request that is refused for this reason, in the place of one that did not come. */
    HttpRequest giveUp(RequestFault fault) {
        refused = true;
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, head.target().isEmpty() ? "/" : head.target());
        request.setDecoderResult(DecoderResult.failure(fault));
        return request;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (inHead) {
            RequestFault fault = scan(in);
            if (fault != null) {
                in.skipBytes(in.readableBytes());
                out.add(giveUp(fault));
                return;
            }
            if (!head.complete()) {
                // Netty sees whole heads only, so that a refusal does not depend on how a head was cut into reads.
                return;
            }
        }
        int start = in.readerIndex();
        int before = out.size();
        super.decode(context, in, out);
        scanned = Math.max(0, scanned - (in.readerIndex() - start));
        for (int i = before; i < out.size(); i++) {
            follow((HttpObject) out.get(i));
        }
    }

    private void follow(HttpObject decoded) {
        if (decoded instanceof HttpRequest request && !request.decoderResult().isFailure() && hasOtherCoding(request)) {
            request.setDecoderResult(DecoderResult.failure(new RequestFault(
                    400,
                    "The only transfer coding that is understood is chunked. Send the body chunked or"
                            + " with its length.")));
        }
        if (decoded.decoderResult().isFailure()) {
            refused = true;
        } else if (decoded instanceof LastHttpContent) {
            inHead = true;
            scanned = 0;
            head = new HeadScanner();
        } else if (decoded instanceof HttpRequest) {
            inHead = false;
        }
    }

    private static boolean hasOtherCoding(HttpRequest request) {
        String coding = request.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
        return coding != null && !coding.equalsIgnoreCase("chunked");
    }

    /** Looks at the bytes of the head that were not looked at before. */
    private @Nullable RequestFault scan(ByteBuf in) {
        int end = in.writerIndex();
        for (int i = in.readerIndex() + scanned; i < end && !head.complete(); i++) {
            scanned++;
            RequestFault fault = head.next(in.getByte(i));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }
}
