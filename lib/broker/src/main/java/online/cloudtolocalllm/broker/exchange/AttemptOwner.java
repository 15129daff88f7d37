package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/** Whoever makes attempts and hears what comes of them, on the attempts' event loop. */
interface AttemptOwner {

    /** What becomes of an answer. */
    enum Use {
        /** It goes to the client. */
        PASS_ON,
        /** It is held back while another candidate is asked. */
        HOLD,
        /** It is not worth more than one that is already held. */
        DROP
    }

    /** Decides about an answer when its head is there. */
    Use useOf(AttemptOutcome.Answered answer);

    /** The attempt is over before commitment. */
    void settled(AttemptOutcome outcome, @Nullable HeldAnswer refused);

    /** The answer goes to the client from now on. */
    void committed(UpstreamHead head);

    /** A piece of the answer is about to go to the client; to be looked at only. */
    void passing(ByteBuf piece);

    /** The answer went to the client and is whole. */
    void whole();

    /** The answer went to the client and broke off. */
    void brokeOff(String why);

    /** The client takes nothing of the answer any more. */
    void unread(String why);
}
