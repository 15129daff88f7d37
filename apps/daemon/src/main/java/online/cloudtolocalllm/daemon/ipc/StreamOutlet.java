package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;

/** The way of a streamed call's lines to the client. Methods are called on the event loop that the call lives on. */
interface StreamOutlet {

    /** An empty buffer for lines; whoever takes it gives it to {@link #send} or releases it. */
    ByteBuf buffer();

    /** Sends whole lines; takes the buffer over. */
    void send(ByteBuf lines);

    /** Whether the client's socket takes enough that more may be sent. */
    boolean hasRoom();

    /** The call is over: its last line was sent. */
    void over();
}
