package online.cloudtolocalllm.broker.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Hears of one attempt. All calls come on the attempt's event loop: {@code ready} or {@code notSent} first; then
 * {@code noAnswer}, or {@code head} followed by {@code content} and one of {@code end} and {@code cut}. Nothing comes after
 * {@code notSent}, {@code noAnswer}, {@code end}, {@code cut}, or after the attempt was abandoned.
 *
 * <p>An attempt that may repeat its request begins again once if the kept connection that it was given turns out to have been
 * closed: {@code ready} or {@code notSent} comes a second time, as if the first had not been.
 */
public interface AnswerListener {

    /** The connection stands and the request's head is on its way; the body may be written, from its beginning. */
    void ready();

    /** The last byte of the request has left; comes after {@code ready}, and possibly after the answer has begun. */
    default void bodySent() {
        // for those who measure how long an answer takes
    }

    /** The connection could not be made and nothing was sent. */
    void notSent(String why, boolean refused);

    /** The connection ended before an answer began. */
    void noAnswer(String why);

    /** The answer begins. */
    void head(HttpResponse head);

    /** A piece of the answer; the listener owns the buffer and must release it. */
    void content(ByteBuf bytes);

    /** What has come so far should be passed on now. */
    void flush();

    /** The answer is whole. */
    void end();

    /** The answer ended before it was whole. */
    void cut(String why);

    /** The request's body may be written again, or no longer. */
    void writabilityChanged(boolean writable);
}
