package online.cloudtolocalllm.daemon.ipc;

/**
 * Whom the daemon tells something without being asked. Thread-safe.
 *
 * @param clients everybody who is connected
 * @param feed tells subscribers of the state
 */
public record Audience(ClientBoard clients, StatusFeed feed) {

    /** Tells everybody that the daemon stops; the last thing that is told. */
    public void shuttingDown() {
        feed.close();
        clients.shuttingDown();
    }
}
