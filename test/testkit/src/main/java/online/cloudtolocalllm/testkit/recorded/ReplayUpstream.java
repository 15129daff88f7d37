package online.cloudtolocalllm.testkit.recorded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;

/**
 * A server that answers recorded requests with exactly the recorded bytes and then closes the connection, as the recordings
 * say. A request is matched by method, target, body and Origin; Host, Connection and User-Agent may differ. What was not
 * recorded is answered 404 and remembered. Faults can be put over the recordings by {@link #upstream()}. Thread-safe.
 */
public final class ReplayUpstream implements AutoCloseable {

    /** Replaced under this object's lock. */
    private volatile Matching matching;

    private final List<SeenRequest> unmatched = new CopyOnWriteArrayList<>();
    private final ScriptedUpstream upstream;

    private ReplayUpstream(RealServer server, Function<Recording, List<Bytes>> writes) throws IOException {
        this.matching = new Matching(Recording.all(server));
        this.upstream = ScriptedUpstream.serving((request, offer) -> answer(request, writes), Offer.usual());
    }

    /**
     * A replay in which every response arrives in the pieces of the recording, without its pauses.
     *
     * @throws IOException if no port can be opened
     */
    public static ReplayUpstream of(RealServer server) throws IOException {
        return new ReplayUpstream(server, Recording::arrivals);
    }

    /**
     * A replay in which the responses are written in other pieces.
     *
     * @param writes the pieces of a recording's response, each written in one go; together exactly the response
     * @throws IOException if no port can be opened
     */
    public static ReplayUpstream of(RealServer server, Function<Recording, List<Bytes>> writes) throws IOException {
        return new ReplayUpstream(server, writes);
    }

    /** Makes this recording answer where several match, as {@code tags} and {@code tags-two} do. */
    public synchronized void prefer(String name) {
        List<Recording> order = new ArrayList<>(matching.recordings());
        Recording preferred = order.stream()
                .filter(recording -> recording.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no recording " + name));
        order.remove(preferred);
        order.addFirst(preferred);
        matching = new Matching(order);
    }

    /** Where it listens. */
    public HostPort address() {
        return upstream.address();
    }

    /** {@code http://127.0.0.1:PORT} */
    public String url() {
        return upstream.url();
    }

    /** The server underneath, for its script, its door and the requests it saw. */
    public ScriptedUpstream upstream() {
        return upstream;
    }

    /** The requests that no recording answers, in the order of arrival. */
    public List<SeenRequest> unmatched() {
        return List.copyOf(unmatched);
    }

    @Override
    public void close() throws IOException {
        upstream.close();
    }

    private Reply answer(SeenRequest request, Function<Recording, List<Bytes>> writes) {
        return matching.find(request)
                .<Reply>map(recording -> new Reply.Exact(writes.apply(recording)))
                .orElseGet(() -> {
                    unmatched.add(request);
                    return Reply.text(
                            404, "nothing recorded for " + request.head().firstLine());
                });
    }
}
