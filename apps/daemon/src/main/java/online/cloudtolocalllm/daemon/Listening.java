package online.cloudtolocalllm.daemon;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.daemon.gateway.AccessRules;
import online.cloudtolocalllm.daemon.gateway.GatewayPages;
import online.cloudtolocalllm.daemon.gateway.GatewayServer;
import online.cloudtolocalllm.daemon.ipc.DaemonControl;
import online.cloudtolocalllm.daemon.ipc.IpcAccess;
import online.cloudtolocalllm.daemon.ipc.IpcLimits;
import online.cloudtolocalllm.daemon.ipc.IpcServer;
import online.cloudtolocalllm.daemon.settings.Limits;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * Opens the daemon's two listening sockets.
 *
 * @param loops where they live
 * @param blocking does what blocks
 * @param started when the daemon started
 */
record Listening(EventLoopGroup loops, ExecutorService blocking, TimeSource time, Instant started) {

    GatewayServer gateway(DaemonConfig config, Doors doors, Broker broker, GatewayPages pages)
            throws CannotStartException {
        HostPort at = config.gateway();
        AccessRules access = new AccessRules(Set.copyOf(config.allowedHosts()), Set.copyOf(config.allowedOrigins()));
        String instance = Long.toString(started.toEpochMilli() & 0xffffff, 36);
        try {
            return GatewayServer.open(
                    at, loops, broker, doors.guards(access), pages, Limits.gateway(config.limits()), time, instance);
        } catch (IOException e) {
            throw new CannotStartException(
                    5,
                    "The gateway's address " + at + " cannot be used (" + e.getMessage()
                            + "). Stop the program that has it, or choose another with"
                            + " \"cloudtolocalllm daemon --gateway 127.0.0.1:PORT\" or gateway.address in"
                            + " daemon_config.json.");
        }
    }

    IpcServer ipc(int wanted, DaemonControl control, IpcAccess access) throws CannotStartException {
        IpcServer.Threads threads = new IpcServer.Threads(loops, NioServerSocketChannel.class, blocking);
        return switch (IpcServer.open(threads, wanted, started, IpcLimits.STANDARD, control, access)) {
            case IpcServer.Opening.Listening(IpcServer server) -> server;
            case IpcServer.Opening.Refused(int port, String reason) ->
                throw new CannotStartException(
                        5,
                        "The port " + port + " for clients cannot be used (" + reason
                                + "). Choose another with --port, or leave it out.");
        };
    }
}
