package online.cloudtolocalllm.daemon.ipc;

import online.cloudtolocalllm.protocol.json.JsonObject;

/** What is said to {@code ATTACH_STREAM} where there is nothing to attach to. Pure. */
final class KeptReplies {

    private KeptReplies() {}

    /** The answer is gone, or never was. */
    static JsonObject notKept() {
        return Replies.error("The daemon does not keep this answer, or no more. Ask again.", "not_kept");
    }

    /** Its beginning is gone. */
    static JsonObject notKept(long first) {
        return Replies.error(
                        "The daemon keeps this answer from chunk " + first + " on, and no more what is before.",
                        "not_kept")
                .with("first", first);
    }

    /** Nobody can have taken so much. */
    static JsonObject beyond(long end) {
        return Replies.error(
                "So far this answer has come up to chunk " + end + ", and the \"offset\" lies behind that.",
                "bad_request");
    }
}
