package online.cloudtolocalllm.config;

import java.nio.file.Path;

/** Where a token is kept, as {@code auth_token_ref} says it. */
public sealed interface TokenSource {

    /**
     * In the desktop's keyring.
     *
     * @param name of the entry
     */
    record Keyring(String name) implements TokenSource {}

    /**
     * In an environment variable of the daemon.
     *
     * @param name of the variable
     */
    record Environment(String name) implements TokenSource {}

    /**
     * In a file that only its owner can read.
     *
     * @param path absolute
     */
    record InFile(Path path) implements TokenSource {}
}
