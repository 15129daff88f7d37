package online.cloudtolocalllm.config;

/**
 * A bearer token. Its text form hides it, so that it cannot slip into a log.
 *
 * @param value the token itself
 */
public record Token(String value) {

    /** Says that there is a token, never which. */
    @Override
    public String toString() {
        return "Token[hidden]";
    }
}
