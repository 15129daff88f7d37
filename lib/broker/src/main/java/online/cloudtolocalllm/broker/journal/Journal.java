package online.cloudtolocalllm.broker.journal;

import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.route.PathKind;

/** Notes what becomes of requests. Thread-safe. */
@FunctionalInterface
public interface Journal {

    /** A journal that notes nothing. */
    Journal NONE = (request, kind) -> Trace.NONE;

    /** A request has come; what becomes of it is told to the trace, on the request's event loop. */
    Trace begin(RelayRequest request, PathKind kind);
}
