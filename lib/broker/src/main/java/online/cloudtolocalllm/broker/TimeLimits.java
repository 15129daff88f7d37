package online.cloudtolocalllm.broker;

import java.time.Duration;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.config.ConnectionSettings;

/**
 * How long the broker waits. There is no limit on the whole of an answer.
 *
 * @param connect for a connection to another computer
 * @param connectLoopback for a connection to this computer
 * @param firstByteOllama for the first byte of a model's answer from an Ollama, which may have to load the model
 * @param firstByteHosted for the first byte of a model's answer from a hosted API
 * @param firstByteOther for the first byte of anything else
 * @param silence between two pieces of a running answer
 * @param unread for a client that takes nothing more of an answer, before the upstream that waits with it is let go
 * @param probe for an answer to a health probe
 * @param probeInterval between two probes of an idle connection that is up
 * @param probeIntervalActive between two probes of one that is in use or not up
 */
public record TimeLimits(
        Duration connect,
        Duration connectLoopback,
        Duration firstByteOllama,
        Duration firstByteHosted,
        Duration firstByteOther,
        Duration silence,
        Duration unread,
        Duration probe,
        Duration probeInterval,
        Duration probeIntervalActive) {

    /** The same with another limit for clients that take nothing. */
    public TimeLimits withUnread(Duration limit) {
        return new TimeLimits(
                connect,
                connectLoopback,
                firstByteOllama,
                firstByteHosted,
                firstByteOther,
                silence,
                limit,
                probe,
                probeInterval,
                probeIntervalActive);
    }

    /** The limits that the product promises. */
    public static TimeLimits standard() {
        return new TimeLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(120),
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }

    /** Milliseconds for making a connection: the limit here, or the connection's own if that is shorter. */
    public long connectMillis(ConnectionSettings settings) {
        Duration limit = settings.origin().loopback() ? connectLoopback : connect;
        return Math.max(1, Math.min(limit.toMillis(), settings.timeout().toMillis()));
    }

    /** How long a health answer may take: the limit here, or the connection's own if that is shorter. */
    public Duration probe(ConnectionSettings settings) {
        return probe.compareTo(settings.timeout()) < 0 ? probe : settings.timeout();
    }

    /** How long a connection may take for the first byte of an answer to such a request. */
    public Duration firstByte(ConnectionSettings settings, PathKind kind) {
        return switch (kind) {
            case INFERENCE ->
                switch (settings.kind()) {
                    case LOCAL_OLLAMA, OLLAMA, DEMO -> firstByteOllama;
                    case CLOUD_PROXY, OPENAI -> firstByteHosted;
                };
            case MANAGE -> firstByteOllama;
            case READ, OTHER -> firstByteOther;
        };
    }
}
