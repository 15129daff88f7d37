package online.cloudtolocalllm.daemon.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import online.cloudtolocalllm.broker.relay.OwnAnswer;
import online.cloudtolocalllm.broker.relay.Refusal;
import online.cloudtolocalllm.broker.relay.ResponseHead;
import online.cloudtolocalllm.broker.relay.ResponseSink;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request of a client and the answer to it. Lives on the client connection's event loop. */
final class ClientExchange implements ResponseSink {

    private static final Logger LOG = LoggerFactory.getLogger(ClientExchange.class);

    private final Channel channel;
    private final ClientConnection connection;
    private final HttpMethod method;
    private final Dialect dialect;
    private final String requestId;
    private final @Nullable String origin;
    private final boolean http10;
    private boolean keepAlive;
    private boolean chunked;
    private boolean delimitedByClose;
    private boolean headWritten;
    private boolean midLine;
    private String contentType = "";

    ClientExchange(
            Channel channel, ClientConnection connection, HttpRequest request, boolean admitted, String requestId) {
        this.channel = channel;
        this.connection = connection;
        this.method = request.method();
        this.dialect = Dialect.of(Intake.shownPath(request));
        this.requestId = requestId;
        this.origin = admitted ? request.headers().get(HttpHeaderNames.ORIGIN) : null;
        this.http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        this.keepAlive = admitted && HttpUtil.isKeepAlive(request);
    }

    /** The connection must not be used for another request after this answer. */
    void closeAfterwards() {
        keepAlive = false;
    }

    boolean keepsAlive() {
        return keepAlive;
    }

    String requestId() {
        return requestId;
    }

    boolean headWritten() {
        return headWritten;
    }

    @Override
    public void head(ResponseHead head) {
        HttpHeaders headers = head.headers();
        headers.set("X-Served-By", head.servedBy().name());
        headers.set("X-Attempts", Integer.toString(head.attempts()));
        if (!head.model().isEmpty()) {
            headers.set("X-Model", head.model());
        }
        if (origin != null) {
            Cors.permit(headers, origin);
        }
        contentType = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, head.status(), headers);
        boolean bodiless = method.equals(HttpMethod.HEAD)
                || head.status().code() == 204
                || head.status().code() == 304;
        if (!bodiless && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            if (http10) {
                delimitedByClose = true;
                keepAlive = false;
                connection.wayOut().beginsUntilClose();
            } else {
                chunked = true;
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
        }
        writeHead(response);
    }

    private void writeHead(HttpResponse response) {
        headWritten = true;
        HttpHeaders headers = response.headers();
        headers.set("X-Request-Id", requestId);
        if (connection.endsWithAnswer()) {
            // A client that learns its answer may stop sending, and what it sends next would be taken for its body.
            keepAlive = false;
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (http10) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        connection.encoder().answersHead(method.equals(HttpMethod.HEAD));
        channel.write(response, channel.voidPromise());
    }

    @Override
    public void content(ByteBuf bytes) {
        if (!bytes.isReadable()) {
            bytes.release();
            return;
        }
        midLine = bytes.getByte(bytes.writerIndex() - 1) != '\n';
        channel.write(new DefaultHttpContent(bytes), channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void end() {
        connection.wayOut().isWhole();
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        connection.answered(this);
    }

    /**
     * Tells the client that the answer is not whole: in words where the stream's format has a place for them, and always by
     * the framing, which is left without its end. Where the end of the connection is the end of the answer, only a reset can
     * say so.
     */
    @Override
    public void cut(String why) {
        keepAlive = false;
        ByteBuf words =
                chunked || delimitedByClose ? dialect.brokenStream(contentType, midLine, why) : Unpooled.EMPTY_BUFFER;
        channel.writeAndFlush(new DefaultHttpContent(words))
                .addListener(written -> connection.wayOut().cutOff());
        connection.broken();
    }

    @Override
    public void refused(Refusal refusal) {
        error(refusal.status(), refusal.message(), refusal.attempts(), refusal.retryAfter());
    }

    @Override
    public void own(OwnAnswer answer) {
        whole(text(HttpResponseStatus.valueOf(answer.status()), answer.contentType(), answer.body()));
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void wantBody(boolean want) {
        connection.wantBody(want);
    }

    /** Tells a client that asked first to send its body. */
    void mayContinue() {
        connection.encoder().answersHead(false);
        channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }

    /** Answers with an error in the client's dialect. */
    void error(int status, String message, int attempts) {
        error(status, message, attempts, Optional.empty());
    }

    private void error(int status, String message, int attempts, Optional<String> retryAfter) {
        FullHttpResponse response = json(HttpResponseStatus.valueOf(status), dialect.error(status, message));
        if (attempts > 0) {
            response.headers().set("X-Attempts", Integer.toString(attempts));
        }
        if (status == 401) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        if (status == 503) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, "5");
        }
        retryAfter.ifPresent(when -> response.headers().set(HttpHeaderNames.RETRY_AFTER, when));
        whole(response);
    }

    /** Answers with a page of the gateway's own, or says that there is none for this reason. */
    void page(GatewayPages.@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            LOG.error("request {}: the page could not be made", requestId, failure);
            error(500, "The page could not be made. See tray.log.", 0);
        } else {
            whole(text(HttpResponseStatus.valueOf(answer.status()), answer.contentType(), answer.body()));
        }
    }

    /** Answers a cross-origin preflight. */
    void preflight(HttpHeaders asked) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
        Cors.answerPreflight(asked, response.headers());
        whole(response);
    }

    private static FullHttpResponse json(HttpResponseStatus status, JsonObject document) {
        return text(status, GatewayPages.JSON, document.toJson() + "\n");
    }

    private static FullHttpResponse text(HttpResponseStatus status, String contentType, String text) {
        ByteBuf body = Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return response;
    }

    private void whole(FullHttpResponse response) {
        if (origin != null) {
            Cors.permit(response.headers(), origin);
        }
        writeHead(response);
        channel.flush();
        connection.answered(this);
    }
}
