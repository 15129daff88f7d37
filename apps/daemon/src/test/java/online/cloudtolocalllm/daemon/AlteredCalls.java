package online.cloudtolocalllm.daemon;

import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.daemon.ipc.Audience;
import online.cloudtolocalllm.daemon.ipc.DaemonControl;
import online.cloudtolocalllm.daemon.ipc.DemoStart;
import online.cloudtolocalllm.daemon.ipc.ProxyCall;
import online.cloudtolocalllm.daemon.ipc.ProxyHandle;
import online.cloudtolocalllm.daemon.ipc.ReplyRoom;
import online.cloudtolocalllm.daemon.ipc.StreamCall;
import online.cloudtolocalllm.daemon.ipc.TestReport;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/**
 * A daemon whose calls are altered on the way, to ones that its own reader would not let in.
 *
 * @param to the daemon
 * @param alteration what happens to each call
 */
record AlteredCalls(DaemonControl to, UnaryOperator<ProxyCall> alteration) implements DaemonControl {

    @Override
    public Audience audience() {
        return to.audience();
    }

    @Override
    public DaemonStatus status() {
        return to.status();
    }

    @Override
    public ProxyHandle proxy(ProxyCall call, ReplyRoom.Share room) {
        return to.proxy(alteration.apply(call), room);
    }

    @Override
    public void stream(ProxyCall call, StreamCall answer, EventLoop loop) {
        to.stream(alteration.apply(call), answer, loop);
    }

    @Override
    public CompletionStage<TestReport> test(ConnectionId connection, boolean chat) {
        return to.test(connection, chat);
    }

    @Override
    public Optional<CompletionStage<JsonObject>> ask(String command, JsonObject message) {
        return to.ask(command, message);
    }

    @Override
    public CompletionStage<DemoStart> startDemo() {
        return to.startDemo();
    }

    @Override
    public void quit() {
        to.quit();
    }
}
