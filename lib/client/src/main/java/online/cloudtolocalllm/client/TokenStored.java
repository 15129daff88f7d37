package online.cloudtolocalllm.client;

import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A token that the daemon has taken over: it is on the disk or in the keyring, and in use.
 *
 * @param connection whose token it is
 * @param place where it is now
 */
public record TokenStored(String connection, Place place) {

    /** Where a token can be. */
    public enum Place {
        /** In the desktop's keyring. */
        KEYRING,
        /** In a file that only its owner can read. */
        FILE,
        /** Nowhere: it was cleared. */
        NOWHERE,
        /** In a place that this version of the library does not know. */
        ELSEWHERE
    }

    static TokenStored read(String connection, JsonObject reply) {
        Place place =
                switch (reply.text("stored", "")) {
                    case "keyring" -> Place.KEYRING;
                    case "file" -> Place.FILE;
                    case "" -> Place.NOWHERE;
                    default -> Place.ELSEWHERE;
                };
        return new TokenStored(connection, place);
    }
}
