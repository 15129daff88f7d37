package online.cloudtolocalllm.client.model;

import java.util.Optional;

/**
 * Which connections may serve a request.
 *
 * @param connection the name of the only one that may; empty for whichever the daemon chooses
 * @param privacy how far the request may travel
 */
public record Target(Optional<String> connection, Privacy privacy) {

    /** Whichever connection the daemon chooses. */
    public static final Target ANYWHERE = new Target(Optional.empty(), Privacy.ANY);

    /** Only the connection of this name. */
    public static Target on(String connection) {
        return ANYWHERE.withConnection(connection);
    }

    /** A copy for the connection of this name only. */
    public Target withConnection(String name) {
        return new Target(Optional.of(name), privacy);
    }

    /** A copy that travels no farther than this. */
    public Target withPrivacy(Privacy farthest) {
        return new Target(connection, farthest);
    }
}
