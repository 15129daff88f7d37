package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/**
 * Netty's response decoder, told which request it decodes for (an answer to HEAD has no body), and refusing an answer that
 * states its length in two ways (RFC 9112, section 6.3) or in a coding that would be passed on as if it were the content.
 */
final class ResponseDecoder extends HttpResponseDecoder {

    private static final int HEAD_BYTES = 64 * 1024;

    private boolean answerToHead;
    private boolean heard;

    ResponseDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(8 * 1024)
                .setMaxHeaderSize(HEAD_BYTES)
                .setMaxChunkSize(64 * 1024)
                .setHeadersFactory(new OneLength())
                .setStrictLineParsing(false));
    }

    void expectAnswerTo(String method) {
        answerToHead = method.equals("HEAD");
        heard = false;
    }

    /** Whether a byte came since an answer is expected. */
    boolean heard() {
        return heard;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        heard = true;
        super.channelRead(context, message);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        String coding = message.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            throw new IllegalArgumentException("an unknown transfer coding");
        }
        return super.isContentAlwaysEmpty(message) || answerToHead;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }

    /** Makes fields of which Content-Length and Transfer-Encoding may each come once; Netty takes the first in HTTP/1.0. */
    private static final class OneLength implements HttpHeadersFactory {

        @Override
        public HttpHeaders newHeaders() {
            return new Fields();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return new Fields();
        }
    }

    private static final class Fields extends DefaultHttpHeaders {

        @Override
        public HttpHeaders add(CharSequence name, Object value) {
            boolean framing = HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
                    || HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name);
            if (framing && contains(name)) {
                throw new IllegalArgumentException("two " + name + " fields");
            }
            return super.add(name, value);
        }
    }
}
