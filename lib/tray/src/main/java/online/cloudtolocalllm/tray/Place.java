package online.cloudtolocalllm.tray;

import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.Whereabouts;

/** Where a connection's server stands, as far as people care. */
enum Place {
    /** On this computer. */
    HERE("locally"),
    /** On the private network. */
    NETWORK("on your network"),
    /** Anywhere else. */
    CLOUD("from the cloud");

    private final String words;

    Place(String words) {
        this.words = words;
    }

    /** As in "serving …". */
    String words() {
        return words;
    }

    /** Where this connection's is. */
    static Place of(ConnectionStatus connection) {
        return switch (Whereabouts.of(connection)) {
            case HERE -> HERE;
            case NETWORK -> NETWORK;
            case INTERNET -> CLOUD;
        };
    }
}
