package online.cloudtolocalllm.daemon;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.broker.doctor.Advice;
import online.cloudtolocalllm.broker.doctor.ConnectionReport;
import online.cloudtolocalllm.daemon.ipc.Audience;
import online.cloudtolocalllm.daemon.ipc.DaemonControl;
import online.cloudtolocalllm.daemon.ipc.DemoStart;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.ipc.ProxyCall;
import online.cloudtolocalllm.daemon.ipc.ProxyHandle;
import online.cloudtolocalllm.daemon.ipc.ReplyRoom;
import online.cloudtolocalllm.daemon.ipc.StreamCall;
import online.cloudtolocalllm.daemon.ipc.TestReport;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/** What IPC clients can make the daemon do, done with the broker. Thread-safe. */
final class DaemonControls implements DaemonControl {

    private final Broker broker;
    private final EventLoopGroup loops;
    private final Executor blocking;
    private final Supplier<DaemonStatus> facts;
    private final DemoStandIn demo;
    private final Runnable stop;
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, IpcHandler> handlers;
    private final Audience audience;

    DaemonControls(
            Broker broker,
            EventLoopGroup loops,
            Executor blocking,
            Supplier<DaemonStatus> facts,
            DemoStandIn demo,
            Runnable stop,
            Map<String, IpcHandler> handlers,
            Audience audience) {
        this.handlers = Map.copyOf(handlers);
        this.broker = broker;
        this.loops = loops;
        this.blocking = blocking;
        this.facts = facts;
        this.demo = demo;
        this.stop = stop;
        this.audience = audience;
    }

    @Override
    public Audience audience() {
        return audience;
    }

    @Override
    public DaemonStatus status() {
        return facts.get();
    }

    @Override
    public ProxyHandle proxy(ProxyCall call, ReplyRoom.Share room) {
        return CollectedRelay.start(broker, "ipc-" + requests.incrementAndGet(), loops.next(), blocking, call, room);
    }

    @Override
    public void stream(ProxyCall call, StreamCall answer, EventLoop loop) {
        StreamedRelay.start(broker, "ipc-" + requests.incrementAndGet(), loop, blocking, call, answer);
    }

    @Override
    public CompletionStage<TestReport> test(ConnectionId connection, boolean chat) {
        return broker.test(connection, chat)
                .<CompletionStage<TestReport>>map(report -> report.thenApply(DaemonControls::tried))
                .orElseGet(() -> CompletableFuture.completedFuture(new TestReport.UnknownConnection(connection)));
    }

    private static TestReport tried(ConnectionReport report) {
        List<TestReport.Step> steps = report.steps().stream()
                .map(step -> new TestReport.Step(kind(step.kind()), step.ok(), step.took(), step.detail()))
                .toList();
        return new TestReport.Tried(
                report.connection(),
                steps,
                report.advice().map(Advice::text),
                report.advice()
                        .flatMap(Advice::suggestion)
                        .map(better -> JsonObject.of(
                                "api_base_url",
                                better.url(),
                                "connection_type",
                                better.kind().wireName())));
    }

    private static TestReport.Kind kind(ConnectionReport.Kind kind) {
        return switch (kind) {
            case ADDRESS -> TestReport.Kind.ADDRESS;
            case CONNECT -> TestReport.Kind.CONNECT;
            case TLS -> TestReport.Kind.TLS;
            case AUTH -> TestReport.Kind.AUTH;
            case VERSION -> TestReport.Kind.VERSION;
            case MODELS -> TestReport.Kind.MODELS;
            case CHAT -> TestReport.Kind.CHAT;
        };
    }

    @Override
    public Optional<CompletionStage<JsonObject>> ask(String command, JsonObject message) {
        return Optional.ofNullable(handlers.get(command)).map(handler -> handler.answer(message));
    }

    @Override
    public CompletionStage<DemoStart> startDemo() {
        return demo.start();
    }

    @Override
    public void quit() {
        stop.run();
    }
}
