package online.cloudtolocalllm.broker.route;

import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * What routing needs to know of a request.
 *
 * @param kind what it asks for
 * @param path its path
 * @param pinned the connection that its sender named
 * @param privacy how far it may travel
 */
public record RouteRequest(PathKind kind, String path, Optional<ConnectionId> pinned, Privacy privacy) {}
