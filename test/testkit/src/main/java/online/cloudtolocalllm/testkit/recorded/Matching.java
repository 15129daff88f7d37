package online.cloudtolocalllm.testkit.recorded;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;

/**
 * Finds the recording that a request asks for. Pure. Method, target and body must be equal; Host, Connection, User-Agent and
 * the body's framing may differ. Where several recordings are left, the Origin must be equal, and a recording with a
 * foreign Host answers only that Host.
 *
 * @param recordings in the order in which they are looked through
 */
record Matching(List<Recording> recordings) {

    private static final Set<String> OWN_HOSTS = Set.of("localhost:11434", "localhost:8080");

    Optional<Recording> find(SeenRequest request) {
        return recordings.stream()
                .filter(recording -> matches(recording, request))
                .findFirst();
    }

    private static boolean matches(Recording recording, SeenRequest request) {
        String host = recording.requestHead().first("Host").orElse("");
        return recording.requestHead().method().equals(request.method())
                && recording.requestHead().target().equals(request.target())
                && recording.requestHead().first("Origin").equals(request.header("Origin"))
                && (OWN_HOSTS.contains(host) || request.header("Host").equals(Optional.of(host)))
                && recording.requestBody().equals(request.body());
    }
}
