package online.cloudtolocalllm.broker.relay;

import io.netty.buffer.ByteBuf;

/** A request on its way, as its sender holds it. All methods must be called on the relay's event loop. */
public interface Relay {

    /** A piece of the request's body; takes the buffer over. */
    void body(ByteBuf bytes);

    /** The request's body is complete. */
    void bodyEnd();

    /** The sink takes more again. */
    void resume();

    /** The client has gone: the upstream's request is ended at once, and the sink hears nothing more. */
    void cancel();
}
