package online.cloudtolocalllm.chat.model;

import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.window.words.Words;

/** Why there is no answer, or none that is whole, for people. Pure. */
final class Failure {

    private Failure() {}

    /**
     * That of this exception, as sentences.
     *
     * @param served who answered, as far as it is known
     * @param begun whether something of the answer came
     */
    static String of(DaemonException e, Served served, boolean begun) {
        if (e instanceof DaemonException.LinkLost) {
            return begun
                    ? "The daemon stopped in the middle of the answer; what came is incomplete."
                    : "The daemon stopped before it answered.";
        }
        List<String> names = Stream.concat(
                        Stream.of(served.connection()), served.tried().stream().map(Tried::connection))
                .toList();
        return Words.sentence(String.valueOf(e.getMessage()), names);
    }
}
