package online.cloudtolocalllm.broker.upstream;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/**
 * Netty's response decoder, told which request it decodes for (an answer to HEAD has no body), and refusing an answer that
 * states its length in two ways (RFC 9112, section 6.3).
 */
final class ResponseDecoder extends HttpResponseDecoder {

    private static final int HEAD_BYTES = 64 * 1024;

    private boolean answerToHead;

    ResponseDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(8 * 1024)
                .setMaxHeaderSize(HEAD_BYTES)
                .setMaxChunkSize(64 * 1024)
                .setStrictLineParsing(false));
    }

    void expectAnswerTo(String method) {
        answerToHead = method.equals("HEAD");
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return super.isContentAlwaysEmpty(message) || answerToHead;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }
}
