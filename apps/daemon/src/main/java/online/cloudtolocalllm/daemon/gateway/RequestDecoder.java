package online.cloudtolocalllm.daemon.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's request decoder with the checks that a gateway needs on top, because two readers of a head must never understand
 * it differently (RFC 9112, section 11.2): no NUL, no bare CR or LF, no folded line, never both Transfer-Encoding and
 * Content-Length. A head that fails a check becomes a request whose {@link DecoderResult} is a failure, and nothing after it
 * is read.
 */
final class RequestDecoder extends HttpRequestDecoder {

    static final int MAX_TARGET_BYTES = 16 * 1024;
    static final int MAX_HEAD_BYTES = 64 * 1024;

    private boolean inHead = true;
    private boolean refused;
    private boolean lineHasBegun;
    private boolean headHasBegun;
    private byte previous = '\n';
    private int scanned;

    RequestDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_TARGET_BYTES + 64)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxChunkSize(64 * 1024));
    }

    /** Whether a head has begun and is not complete. */
    boolean isReadingHead() {
        return inHead && headHasBegun;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (inHead) {
            String fault = scan(in);
            if (!fault.isEmpty()) {
                refuse(fault, in, out);
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
        if (decoded.decoderResult().isFailure()) {
            refused = true;
        } else if (decoded instanceof LastHttpContent) {
            inHead = true;
            headHasBegun = false;
            lineHasBegun = false;
            previous = '\n';
            scanned = 0;
        } else if (decoded instanceof HttpRequest) {
            inHead = false;
        }
    }

    private void refuse(String fault, ByteBuf in, List<Object> out) {
        refused = true;
        in.skipBytes(in.readableBytes());
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(fault)));
        out.add(request);
    }

    /** Looks at the bytes of the head that were not looked at before; returns what is wrong with them, or nothing. */
    private String scan(ByteBuf in) {
        int end = in.writerIndex();
        for (int i = in.readerIndex() + scanned; i < end; i++) {
            byte b = in.getByte(i);
            scanned++;
            if (b == 0) {
                return "a NUL in the head";
            }
            if (previous == '\r' && b != '\n') {
                return "a bare CR in the head";
            }
            if (b == '\n') {
                if (previous != '\r') {
                    return "a bare LF in the head";
                }
                if (headHasBegun && !lineHasBegun) {
                    previous = b;
                    return "";
                }
                lineHasBegun = false;
            } else if (b != '\r') {
                if (!lineHasBegun && headHasBegun && (b == ' ' || b == '\t')) {
                    return "a folded line in the head";
                }
                lineHasBegun = true;
                headHasBegun = true;
            }
            previous = b;
        }
        return "";
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }
}
