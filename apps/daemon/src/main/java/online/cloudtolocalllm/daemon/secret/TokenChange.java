package online.cloudtolocalllm.daemon.secret;

/** What came of a person's wish to set or clear a token. */
public sealed interface TokenChange {

    /**
     * It is done, durably.
     *
     * @param stored where the token is now, as one word; empty if there is none any more
     */
    record Done(String stored) implements TokenChange {}

    /** There is no such connection. */
    record UnknownConnection() implements TokenChange {}

    /**
     * It is not done. Nothing has changed, unless the text says where the new token is now.
     *
     * @param text why and what to do, for people
     * @param code the same as one stable word
     */
    record Refused(String text, String code) implements TokenChange {}
}
