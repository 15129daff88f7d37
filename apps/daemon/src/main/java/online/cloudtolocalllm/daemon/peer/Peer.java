package online.cloudtolocalllm.daemon.peer;

/** What the system knows about the client's end of a connection. */
sealed interface Peer {

    /**
     * It is there.
     *
     * @param connected whether both directions are open; a client that closed, or only said that it sends no more, is not
     * @param uid the user that it belongs to; without meaning if nobody has it open
     * @param held whether a program still has it open
     */
    record Found(boolean connected, long uid, boolean held) implements Peer {}

    /** It is not there: reset, or closed for long. */
    record Missing() implements Peer {}

    /** It could not be told this time. */
    record Untold(String why) implements Peer {}
}
