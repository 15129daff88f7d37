package online.cloudtolocalllm.settings.model.connection;

/**
 * What is known of a connection's token, which itself is in no state.
 *
 * @param set whether there is one
 * @param stored where: {@code keyring}, {@code file}, {@code env}, {@code settings}, or nothing
 * @param problem why it cannot be used now; empty if it can
 * @param doing what is under way
 * @param failure why the last change failed, as a sentence; empty if it did not
 * @param locked whether it failed because the keyring is locked
 */
public record TokenState(boolean set, String stored, String problem, Doing doing, String failure, boolean locked) {

    /** Nothing was asked yet. */
    public static final TokenState UNKNOWN = new TokenState(false, "", "", Doing.NOTHING, "", false);

    /** What is under way. */
    public enum Doing {
        /** Nothing. */
        NOTHING,
        /** A token is being stored. */
        STORING,
        /** The token is being cleared. */
        CLEARING
    }

    TokenState told(boolean isSet, String where, String wrong) {
        return new TokenState(isSet, where, wrong, doing, failure, locked);
    }

    TokenState begun(Doing now) {
        return new TokenState(set, stored, problem, now, "", false);
    }

    TokenState failed(String sentence, boolean keyringLocked) {
        return new TokenState(set, stored, problem, Doing.NOTHING, sentence, keyringLocked);
    }
}
