package online.cloudtolocalllm.testkit.upstream;

import java.time.Duration;
import online.cloudtolocalllm.testkit.http.Bytes;

/** What a connection does next; a turn is worked out into a list of these before anything is sent. */
sealed interface Step {

    /** What a write belongs to, so that chunks can be counted. */
    enum Of {
        HEAD,
        CHUNK,
        REST
    }

    /** Writes the bytes in one go. */
    record Write(Bytes bytes, Of of) implements Step {}

    /** Goes on when the gate is open. */
    record Wait(Gate gate) implements Step {}

    /** Writes the bytes again and again until the client leaves. */
    record Repeat(Bytes bytes) implements Step {}

    /** Does nothing more until the client leaves. */
    record Hang() implements Step {}

    /** Closes the connection. */
    record Fin() implements Step {}

    /** Resets the connection. */
    record Reset() implements Step {}

    /** Closes the connection unless another request comes in time. */
    record IdleLimit(Duration idle) implements Step {}
}
