package online.cloudtolocalllm.daemon.gateway;

/** Why the head or the framing of a request cannot be accepted; its message is for people and says what to do. */
final class RequestFault extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status the HTTP status that says so */
    RequestFault(int status, String message) {
        // Nobody looks at the trace of what a client did wrong, and making one costs more than the refusal.
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
