package online.cloudtolocalllm.client;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.Locations.NoHomeException;

/**
 * How a program uses the daemon.
 *
 * @param locations where the daemon's files are
 * @param client how the program calls itself: {@code name/version}, 1 to 64 printable ASCII characters. A name that begins with
 *     {@code chat/} is shown, hidden and quit by the tray
 * @param start what to do when no daemon runs
 * @param launcher the program that starts the daemon; looked for if empty
 */
public record ClientOptions(Locations locations, String client, StartPolicy start, Optional<Path> launcher) {

    private static final Pattern CLIENT = Pattern.compile("[\\x21-\\x7e]{1,64}");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is empty, longer than 64 characters, or has others than printable ASCII ones
     */
    public ClientOptions {
        if (!CLIENT.matcher(client).matches()) {
            throw new IllegalArgumentException(
                    "the client's name must be 1 to 64 printable ASCII characters, such as" + " \"chat/1.0.0\"");
        }
    }

    /**
     * The usual ones: this user's daemon, which is started when none runs.
     *
     * @param client how the program calls itself, such as {@code chat/1.0.0}
     * @throws NoHomeException if nothing tells where this user's files are
     */
    public static ClientOptions of(String client) throws NoHomeException {
        return of(Locations.ofThisUser(), client);
    }

    /** The usual ones with the files elsewhere. */
    public static ClientOptions of(Locations locations, String client) {
        return new ClientOptions(locations, client, StartPolicy.START, Optional.empty());
    }

    /** The same with files elsewhere. */
    public ClientOptions withLocations(Locations other) {
        return new ClientOptions(other, client, start, launcher);
    }

    /** The same with another policy. */
    public ClientOptions withStart(StartPolicy other) {
        return new ClientOptions(locations, client, other, launcher);
    }

    /** The same with this program as the one that starts the daemon. */
    public ClientOptions withLauncher(Path program) {
        return new ClientOptions(locations, client, start, Optional.of(program));
    }
}
