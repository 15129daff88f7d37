package online.cloudtolocalllm.chat.model.talk;

/**
 * Where the daemon keeps an answer that is being written, so that it can be fetched again after this program or the link was lost.
 *
 * @param request the daemon's number for it; empty if it keeps none
 * @param offset how many of its pieces are in the message already
 */
public record Kept(String request, long offset) {

    /** The daemon keeps nothing. */
    public static final Kept NOTHING = new Kept("", 0);

    /** Whether there is something to fetch. */
    public boolean there() {
        return !request.isEmpty();
    }
}
