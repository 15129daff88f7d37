package online.cloudtolocalllm.protocol.json;

import java.io.IOException;

/** The text is not JSON, or goes beyond the limits it was read with. The message names line and column, never content. */
public final class MalformedJsonException extends IOException {

    private static final long serialVersionUID = 1L;

    /** An exception with a text for people. */
    public MalformedJsonException(String message) {
        super(message);
    }
}
