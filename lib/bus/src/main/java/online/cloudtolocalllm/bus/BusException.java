package online.cloudtolocalllm.bus;

import org.jspecify.annotations.Nullable;

/** A conversation with the bus did not come to its end; the message says why in words, without a full stop. */
public final class BusException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** There is no bus, or it cannot be reached. */
        NO_BUS,
        /** Nobody on the bus offers the service. */
        NO_SERVICE,
        /** No answer within the time limit. */
        SILENT,
        /** The connection ended. */
        LOST,
        /** The service answered with an error. */
        REFUSED,
        /** The answer is not what the specification says. */
        STRANGE
    }

    private final Kind kind;
    private final String error;

    /** A failure that is no answer of the service. */
    public BusException(Kind kind, String reason) {
        this(kind, reason, "", null);
    }

    BusException(Kind kind, String reason, String error, @Nullable Throwable cause) {
        super(reason, cause);
        this.kind = kind;
        this.error = error;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The D-Bus name of the error, such as {@code org.freedesktop.Secret.Error.IsLocked}; empty if there was none. */
    public String error() {
        return error;
    }

    /** Why, in words. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
