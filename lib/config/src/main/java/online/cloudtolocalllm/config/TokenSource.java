package online.cloudtolocalllm.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a token is kept, as {@code auth_token_ref} says it. */
public sealed interface TokenSource {

    /** Names of entries in a keyring. */
    Pattern ENTRY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** Names of environment variables. */
    Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    /** The text of {@code auth_token_ref}. */
    String ref();

    /**
     * In the desktop's keyring.
     *
     * @param name of the entry
     */
    record Keyring(String name) implements TokenSource {
        @Override
        public String ref() {
            return "keyring:" + name;
        }
    }

    /**
     * In an environment variable of the daemon.
     *
     * @param name of the variable
     */
    record Environment(String name) implements TokenSource {
        @Override
        public String ref() {
            return "env:" + name;
        }
    }

    /**
     * In a file that only its owner can read.
     *
     * @param path absolute
     */
    record InFile(Path path) implements TokenSource {
        @Override
        public String ref() {
            return "file:" + path;
        }
    }

    /**
     * Reads {@code keyring:NAME}, {@code env:VARIABLE} or {@code file:PATH}; empty if the text is none of these.
     *
     * @param userHome the folder that {@code ~/} stands for
     */
    static Optional<TokenSource> parse(String text, Path userHome) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        return switch (colon < 0 ? "" : text.substring(0, colon)) {
            case "keyring" -> ENTRY.matcher(rest).matches() ? Optional.of(new Keyring(rest)) : Optional.empty();
            case "env" -> VARIABLE.matcher(rest).matches() ? Optional.of(new Environment(rest)) : Optional.empty();
            case "file" -> file(rest, userHome);
            default -> Optional.empty();
        };
    }

    private static Optional<TokenSource> file(String text, Path userHome) {
        try {
            Path path = text.startsWith("~/") ? userHome.resolve(text.substring(2)) : Path.of(text);
            boolean plain = path.isAbsolute() && !text.endsWith("/") && path.getFileName() != null;
            return plain ? Optional.of(new InFile(path.normalize())) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
