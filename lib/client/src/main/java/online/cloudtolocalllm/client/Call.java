package online.cloudtolocalllm.client;

import online.cloudtolocalllm.protocol.json.JsonObject;

/** Who waits for the lines of one id. Called by the thread that reads the link: nothing here may wait. */
interface Call {

    /**
     * A line with its id came.
     *
     * @param bytes the line's length with its line feed
     * @return whether it was the last one
     */
    boolean take(JsonObject line, int bytes);

    /** The link ended, and no line will come. Called at most once, and not after the last line. */
    void lost(LinkEnd end);
}
