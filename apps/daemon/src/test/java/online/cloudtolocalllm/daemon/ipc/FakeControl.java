package online.cloudtolocalllm.daemon.ipc;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import online.cloudtolocalllm.daemon.desktop.AppCommands;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;

/** A daemon with one connection that does what a test says. */
final class FakeControl implements DaemonControl {

    static final Instant STARTED = Instant.parse("2026-11-22T09:30:00Z");
    static final ConnectionId LOCAL = new ConnectionId("local_ollama");

    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final CountDownLatch quit = new CountDownLatch(1);

    /** What {@link #status} tells; subscribers hear of another one by {@link #feed}. */
    volatile DaemonStatus state = States.with(3, HealthState.UP, "");

    final ClientBoard clients = new ClientBoard();
    final StatusFeed feed = new StatusFeed(
            new StatusFeed.Source(() -> state, () -> state),
            Runnable::run,
            (delay, task) -> CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(task),
            TimeSource.system());
    private final Map<String, IpcHandler> handlers = new AppCommands(new FakeWindows(clients)).handlers();

    /** Empty leaves the call open for the test to answer. */
    volatile Function<ProxyCall, Optional<ProxyReply>> answer = call -> Optional.of(new ProxyReply.Answered(
            200, "local_ollama", JsonObject.of("path", call.target().toString())));

    volatile CompletionStage<DemoStart> demo =
            CompletableFuture.completedFuture(new DemoStart.Serving("http://127.0.0.1:4711"));

    /** Told of each streamed call, on its event loop. */
    volatile BiConsumer<ProxyCall, StreamCall> streamed = (call, answer) -> answer.failed(
            new StreamEvent.Failed("no_connection", "No connection can serve this.", OptionalInt.of(503)));

    /** A proxied call as the daemon saw it. */
    record Call(ProxyCall request, CompletableFuture<ProxyReply> reply, CountDownLatch cancelled)
            implements ProxyHandle {
        @Override
        public void cancel() {
            cancelled.countDown();
            reply.complete(new ProxyReply.Refused("The request was cancelled.", "cancelled"));
        }
    }

    Call nextCall() throws InterruptedException {
        Call call = calls.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no call came");
        }
        return call;
    }

    @Override
    public Optional<CompletionStage<JsonObject>> ask(String command, JsonObject message) {
        return Optional.ofNullable(handlers.get(command)).map(handler -> handler.answer(message));
    }

    @Override
    public Audience audience() {
        return new Audience(clients, feed);
    }

    @Override
    public DaemonStatus status() {
        return state;
    }

    @Override
    public ProxyHandle proxy(ProxyCall request, ReplyRoom.Share room) {
        Call call = new Call(request, new CompletableFuture<>(), new CountDownLatch(1));
        answer.apply(request).ifPresent(call.reply()::complete);
        calls.add(call);
        return call;
    }

    @Override
    public void stream(ProxyCall request, StreamCall answer, EventLoop loop) {
        streamed.accept(request, answer);
    }

    @Override
    public CompletionStage<TestReport> test(ConnectionId connection, boolean chat) {
        if (!connection.equals(LOCAL)) {
            return CompletableFuture.completedFuture(new TestReport.UnknownConnection(connection));
        }
        return CompletableFuture.completedFuture(new TestReport.Tried(
                connection,
                List.of(
                        new TestReport.Step(
                                TestReport.Kind.ADDRESS, true, Duration.ofNanos(1_230_000), "localhost is 127.0.0.1"),
                        new TestReport.Step(
                                TestReport.Kind.CONNECT, false, Duration.ofSeconds(1), "nothing listens there")),
                Optional.of("Is Ollama running? Start it with \"ollama serve\"."),
                Optional.empty()));
    }

    @Override
    public CompletionStage<DemoStart> startDemo() {
        return demo;
    }

    @Override
    public void quit() {
        quit.countDown();
    }
}
