package online.cloudtolocalllm.client;

import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** What the last event of a streamed answer says to its reader, where the answer is not whole. Pure. */
final class Endings {

    private Endings() {}

    /** An upstream said no, in the body of its answer. */
    static DaemonException unserved(StreamEvent.Head no, JsonValue body) {
        int status = no.httpStatus();
        return new DaemonException.Unserved("http_error", ErrorBody.words(status, body), status, Served.of(no));
    }

    /** The stream ended properly, and the answer in it did not. */
    static DaemonException cutOff() {
        return new DaemonException.Broken("cut_off", "The answer ended before it was whole.");
    }

    /**
     * The daemon's own words.
     *
     * @param begun whether the answer had begun
     */
    static DaemonException failure(StreamEvent.Failed failed, boolean begun) {
        if (!begun && failed.httpStatus().isPresent()) {
            return new DaemonException.Unserved(
                    failed.code(), failed.message(), failed.httpStatus().getAsInt(), Served.NOBODY);
        }
        // The only one that the daemon finds before it begins: with the others a connection may have been asked.
        return !begun && failed.code().equals("bad_header")
                ? new DaemonException.Refused(failed.code(), failed.message())
                : new DaemonException.Broken(failed.code(), failed.message());
    }
}
