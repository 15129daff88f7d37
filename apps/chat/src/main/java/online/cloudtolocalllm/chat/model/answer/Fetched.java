package online.cloudtolocalllm.chat.model.answer;

import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.Served;

/** What comes of a running answer. */
public sealed interface Fetched {

    /**
     * It begins. Comes first, also when one is read on.
     *
     * @param served who answers
     * @param kept the daemon's name for it; empty if the daemon does not keep it
     */
    record Begun(Served served, String kept) implements Fetched {}

    /**
     * A piece of it.
     *
     * @param piece the next words
     * @param taken how many pieces came until now, this one included
     */
    record Piece(ChatPiece piece, long taken) implements Fetched {}

    /** It is whole. */
    record Whole() implements Fetched {}

    /** It is not whole, and nothing more comes. */
    record Broke(Trouble trouble) implements Fetched {}
}
