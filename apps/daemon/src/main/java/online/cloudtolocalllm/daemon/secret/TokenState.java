package online.cloudtolocalllm.daemon.secret;

import java.util.Optional;
import online.cloudtolocalllm.config.TokenSource;

/**
 * What may be told of a connection's token.
 *
 * @param set whether the settings hold one or say where one is
 * @param source where it is; empty if it is in the settings themselves, or nowhere
 * @param problem why it cannot be used now; empty if it can, or there is none
 */
public record TokenState(boolean set, Optional<TokenSource> source, String problem) {

    /** Where it is, as one word: {@code keyring}, {@code file}, {@code env}, {@code settings}, or nothing. */
    public String stored() {
        if (!set) {
            return "";
        }
        return source.map(TokenState::word).orElse("settings");
    }

    static String word(TokenSource source) {
        return switch (source) {
            case TokenSource.Keyring ignored -> "keyring";
            case TokenSource.Environment ignored -> "env";
            case TokenSource.InFile ignored -> "file";
        };
    }
}
