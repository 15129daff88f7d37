package online.cloudtolocalllm.broker.relay;

import io.netty.buffer.ByteBuf;

/**
 * Where an answer goes. All calls come on the relay's event loop: {@code head}, any number of {@code content} and
 * {@code flush}, then {@code end} or {@code cut}; or {@code refused} or {@code own} alone. Nothing comes after {@code end},
 * {@code cut}, {@code refused}, {@code own}, or after {@link Relay#cancel}.
 */
public interface ResponseSink {

    /** The answer begins. */
    void head(ResponseHead head);

    /** A piece of the answer's body; the sink owns the buffer and must release it. */
    void content(ByteBuf bytes);

    /** What has come so far should leave now. */
    void flush();

    /** The answer is whole. */
    void end();

    /** The answer broke off; {@code why} is one sentence for people. The client must be able to tell. */
    void cut(String why);

    /** Nobody answered. */
    void refused(Refusal refusal);

    /** The broker answers itself. */
    void own(OwnAnswer answer);

    /** Whether the sink takes more now; when it does again it calls {@link Relay#resume}. */
    boolean writable();

    /** Whether the client's body should be read on, or held back because the upstream is slower. */
    void wantBody(boolean want);
}
