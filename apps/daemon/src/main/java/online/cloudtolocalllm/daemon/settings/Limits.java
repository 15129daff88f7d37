package online.cloudtolocalllm.daemon.settings;

import java.time.Duration;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.config.daemon.LimitSettings;
import online.cloudtolocalllm.daemon.gateway.GatewayLimits;

/** The section {@code limits} of the settings in the words of the parts that keep to it. Pure. */
public final class Limits {

    private Limits() {}

    /** What the broker waits for. */
    public static TimeLimits broker(LimitSettings limits) {
        return new TimeLimits(
                limits.of(DaemonKey.CONNECT),
                limits.of(DaemonKey.CONNECT_LOOPBACK),
                limits.of(DaemonKey.FIRST_BYTE),
                limits.of(DaemonKey.FIRST_BYTE_HOSTED),
                limits.of(DaemonKey.FIRST_BYTE_OTHER),
                limits.of(DaemonKey.SILENCE),
                limits.of(DaemonKey.UNREAD),
                limits.of(DaemonKey.PROBE),
                limits.of(DaemonKey.PROBE_INTERVAL),
                limits.of(DaemonKey.PROBE_INTERVAL_ACTIVE));
    }

    /** What the gateway waits for. */
    public static GatewayLimits gateway(LimitSettings limits) {
        GatewayLimits standard = GatewayLimits.standard();
        return new GatewayLimits(
                limits.of(DaemonKey.REQUEST_HEAD),
                limits.of(DaemonKey.REQUEST_BODY_SILENCE),
                limits.of(DaemonKey.CLIENT_IDLE),
                limits.of(DaemonKey.UNREAD),
                standard.lookEvery(),
                standard.bodyBytes(),
                standard.connections());
    }

    /** How long running requests may take to end when the daemon stops. */
    public static Duration drain(LimitSettings limits) {
        return limits.of(DaemonKey.DRAIN);
    }
}
