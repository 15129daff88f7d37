package online.cloudtolocalllm.broker.upstream;

import online.cloudtolocalllm.config.Origin;

/** What two requests must share to use the same connection: scheme, host and port. */
record UpstreamKey(boolean secure, String host, int port) {

    static UpstreamKey of(Origin origin) {
        return new UpstreamKey(
                origin.secure(), origin.address().host(), origin.address().port());
    }
}
