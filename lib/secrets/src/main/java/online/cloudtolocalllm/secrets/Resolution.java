package online.cloudtolocalllm.secrets;

import online.cloudtolocalllm.config.Token;

/** What came of looking for a token. Reasons are for people, without a full stop, and never quote a token. */
public sealed interface Resolution {

    /**
     * It is there.
     *
     * @param token the token
     */
    record Found(Token token) implements Resolution {}

    /**
     * There is none.
     *
     * @param reason where it should be and what to do
     */
    record Absent(String reason) implements Resolution {}

    /**
     * It may be in a keyring that is locked.
     *
     * @param reason what to do
     */
    record Locked(String reason) implements Resolution {}

    /**
     * The place where it is kept cannot be reached; later it may be.
     *
     * @param reason why
     */
    record Unavailable(String reason) implements Resolution {}

    /**
     * Others could read it, so it is not used.
     *
     * @param reason who could, and the command that ends it
     */
    record Insecure(String reason) implements Resolution {}

    /**
     * What is there cannot be a token.
     *
     * @param reason why
     */
    record Unusable(String reason) implements Resolution {}

    /** Why there is no token; empty if there is one. */
    default String problem() {
        return switch (this) {
            case Found ignored -> "";
            case Absent(String reason) -> reason;
            case Locked(String reason) -> reason;
            case Unavailable(String reason) -> reason;
            case Insecure(String reason) -> reason;
            case Unusable(String reason) -> reason;
        };
    }
}
