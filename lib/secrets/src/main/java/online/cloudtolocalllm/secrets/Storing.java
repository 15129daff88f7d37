package online.cloudtolocalllm.secrets;

import online.cloudtolocalllm.config.TokenSource;

/** What came of keeping or forgetting a token. Reasons are for people, without a full stop, and never quote a token. */
public sealed interface Storing {

    /**
     * It is kept, durably.
     *
     * @param where to find it
     */
    record Kept(TokenSource where) implements Storing {}

    /** It is gone, or there was none. */
    record Gone() implements Storing {}

    /**
     * The keyring is locked and was not unlocked; nothing has changed.
     *
     * @param reason what to do
     */
    record Locked(String reason) implements Storing {}

    /**
     * The place cannot be reached; nothing has changed, unless the reason says that this is not certain.
     *
     * @param reason why
     */
    record Unavailable(String reason) implements Storing {}
}
