package online.cloudtolocalllm.testkit.http;

import java.io.IOException;

/** Bytes that are not an HTTP/1.1 message; the message quotes them. */
public final class MalformedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    /** An exception with a text for people. */
    public MalformedMessageException(String message) {
        super(message);
    }
}
