package online.cloudtolocalllm.daemon.ipc;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/** A daemon with one connection that does what a test says. */
final class FakeControl implements DaemonControl {

    static final Instant STARTED = Instant.parse("2026-11-22T09:30:00Z");
    static final ConnectionId LOCAL = new ConnectionId("local_ollama");

    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final CountDownLatch quit = new CountDownLatch(1);

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
        return Optional.empty();
    }

    @Override
    public DaemonStatus status() {
        ConnectionStatus local = new ConnectionStatus(
                LOCAL,
                ConnectionKind.LOCAL_OLLAMA,
                "http://localhost:11434",
                true,
                10,
                new Health(HealthState.UP, STARTED, ""),
                Optional.of("0.17.4"),
                List.of("llama3.2:latest"),
                true,
                Optional.of(Duration.ofMillis(2)),
                Optional.of(STARTED.plusMillis(1500)));
        return new DaemonStatus(
                "0.1.0",
                4242,
                STARTED,
                "http://127.0.0.1:11435",
                60_000_000,
                0,
                0,
                7,
                List.of(),
                new StatusSnapshot(3, STARTED, List.of(local), Optional.of(LOCAL), Optional.empty()));
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
