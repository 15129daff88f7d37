package online.cloudtolocalllm.secrets;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.secrets.keyring.SecretServiceKeyring;

/**
 * Finds and keeps the tokens of connections. Thread-safe. Every method blocks on the disk or on the desktop's bus, for at most some
 * five seconds a step, or two minutes while a person is asked for the keyring's password; not for an event loop.
 */
public final class Secrets {

    private final Keyring keyring;
    private final TokenFiles files;
    private final Map<String, String> environment;
    private final String entrySuffix;

    /** Where a token is to be kept. */
    public enum Place {
        /** In the keyring if there is one, otherwise in a file. */
        BEST,
        /** In a file of its own. */
        FILE
    }

    /**
     * Tokens of a home.
     *
     * @param home the product's folder, which exists
     * @param environment the variables that {@code env:NAME} reads
     * @param entrySuffix follows a connection's name in the name of its entry in the keyring
     */
    public Secrets(Keyring keyring, Path home, Map<String, String> environment, String entrySuffix) {
        this.keyring = keyring;
        this.files = new TokenFiles(home);
        this.environment = Map.copyOf(environment);
        this.entrySuffix = entrySuffix;
    }

    /**
     * The tokens of this user. A home that was moved by {@value Locations#HOME_VARIABLE} has entries of its own in the keyring, so
     * that trying something out in another folder does not replace a token that is in use.
     */
    public static Secrets ofThisUser(Locations locations) {
        Map<String, String> environment = System.getenv();
        boolean moved = !environment.getOrDefault(Locations.HOME_VARIABLE, "").isEmpty();
        String suffix =
                moved ? "." + Integer.toHexString(locations.home().toString().hashCode()) : "";
        return new Secrets(
                new SecretServiceKeyring(environment, SecretServiceKeyring.Limits.standard()),
                locations.home(),
                environment,
                suffix);
    }

    /** Looks for a token where it is said to be. */
    public Resolution resolve(TokenSource source, Prompting prompting) {
        return switch (source) {
            case TokenSource.Keyring(String entry) -> keyring.find(entry, prompting);
            case TokenSource.Environment(String name) -> variable(name);
            case TokenSource.InFile(Path path) -> files.read(path);
        };
    }

    private Resolution variable(String name) {
        String value = environment.get(name);
        String where = "the environment variable " + name;
        return value == null
                ? new Resolution.Absent(where + " was not set when the daemon was started")
                : TokenText.read(value, where);
    }

    /** Where {@link #store} may put a token of this name: first the keyring, then the file. */
    public List<TokenSource> places(String name) {
        return List.of(new TokenSource.Keyring(name + entrySuffix), new TokenSource.InFile(files.of(name)));
    }

    /**
     * Keeps a token; when it says so, it is durable.
     *
     * @param name to keep it under, a connection's or made of one
     * @param place where; a keyring that is there but locked is not passed by
     */
    public Storing store(String name, Token token, Place place, Prompting prompting) {
        if (place == Place.FILE) {
            return files.write(name, token);
        }
        Storing kept = keyring.store(name + entrySuffix, token, prompting);
        return kept instanceof Storing.Unavailable ? files.write(name, token) : kept;
    }

    /**
     * Keeps a token in the keyring or nowhere.
     *
     * @param name to keep it under, a connection's or made of one
     */
    public Storing storeInKeyring(String name, Token token, Prompting prompting) {
        return keyring.store(name + entrySuffix, token, prompting);
    }

    /** Forgets a token of our own: an entry of the keyring, or a file in the home. */
    public Storing clear(TokenSource source, Prompting prompting) {
        return switch (source) {
            case TokenSource.Keyring(String entry) -> keyring.clear(entry, prompting);
            case TokenSource.InFile(Path path) -> files.clear(path);
            case TokenSource.Environment(String name) ->
                new Storing.Unavailable(
                        "the environment variable " + name + " can only be taken away before the daemon is started");
        };
    }
}
