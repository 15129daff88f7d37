package online.cloudtolocalllm.broker.upstream;

/**
 * Why a connection could not be made.
 *
 * @param kind what happened
 * @param words what happened, for people, without a full stop
 */
public record DialFault(Kind kind, String words) {

    /** What can happen; the later, the more it tells about what is wrong. */
    public enum Kind {
        /** Something else. */
        OTHER,
        /** Nothing came back in time. */
        TIMED_OUT,
        /** The network has no way there. */
        NO_ROUTE,
        /** Nothing listens there. */
        REFUSED,
        /** It was accepted and closed. */
        CLOSED,
        /** The name is not known. */
        UNKNOWN_NAME,
        /** A name that means this computer leads elsewhere. */
        NOT_THIS_COMPUTER,
        /** What answers does not speak TLS. */
        NOT_TLS,
        /** TLS was not agreed for another reason. */
        TLS,
        /** The certificate comes from an authority that is not trusted here. */
        UNKNOWN_AUTHORITY,
        /** The certificate vouches for itself. */
        SELF_SIGNED,
        /** The certificate is for another name. */
        WRONG_NAME,
        /** The certificate is no longer valid. */
        EXPIRED,
        /** The certificate is not valid yet. */
        NOT_YET_VALID
    }

    /** Whether the server was reached and speaks TLS, as far as that. */
    public boolean speaksTls() {
        return kind.compareTo(Kind.TLS) >= 0;
    }

    /** Whether nothing listens there, which is certain at once. */
    public boolean refused() {
        return kind == Kind.REFUSED;
    }
}
