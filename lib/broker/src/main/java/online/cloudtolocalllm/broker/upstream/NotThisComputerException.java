package online.cloudtolocalllm.broker.upstream;

import java.io.IOException;

/** A name that means this computer was resolved to an address elsewhere; nothing may be sent there. */
final class NotThisComputerException extends IOException {

    private static final long serialVersionUID = 1L;

    NotThisComputerException(String message) {
        super(message);
    }
}
