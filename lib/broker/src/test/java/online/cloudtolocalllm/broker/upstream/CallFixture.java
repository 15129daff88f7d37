package online.cloudtolocalllm.broker.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.testkit.tls.TestCertificate;
import org.jspecify.annotations.Nullable;

/** Single requests through real sockets on one loop, with names and trusted authorities that a test chooses. */
final class CallFixture implements AutoCloseable {

    private static final long LIMIT_SECONDS = 60;
    /** The first handshake of a Java machine takes seconds where it has little of the processor. */
    private static final long CONNECT_MILLIS = 20_000;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final EventLoop loop = loops.next();
    private final UpstreamSockets sockets;

    CallFixture() {
        this(InetAddress::getAllByName, TestCertificate.authorities());
    }

    CallFixture(Addresses.Resolver resolver, @Nullable KeyStore authorities) {
        this(resolver, authorities, TimeSource.system());
    }

    /** With clocks that a test moves. */
    CallFixture(TimeSource time) {
        this(InetAddress::getAllByName, TestCertificate.authorities(), time);
    }

    private CallFixture(Addresses.Resolver resolver, @Nullable KeyStore authorities, TimeSource time) {
        sockets = new UpstreamSockets(
                loops, new Addresses(blocking, time, resolver), new TlsClient(blocking, authorities), time);
    }

    UpstreamSockets sockets() {
        return sockets;
    }

    EventLoop loop() {
        return loop;
    }

    LoopSockets onLoop() {
        return sockets.on(loop);
    }

    /** Runs something on the loop and waits for it. */
    void run(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    /** Asks and waits for what becomes of it. */
    Heard ask(ConnectionSettings settings, String method, String path, String body, boolean mayRepeat) {
        return ask(settings, method, path, body, mayRepeat, CONNECT_MILLIS);
    }

    Heard ask(
            ConnectionSettings settings,
            String method,
            String path,
            String body,
            boolean mayRepeat,
            long connectMillis) {
        Heard heard = new Heard(body);
        HttpHeaders headers = HeaderRules.towards(settings, EmptyHttpHeaders.INSTANCE);
        headers.set("Content-Length", body.length());
        DefaultHttpRequest request =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), path, headers);
        run(() -> {
            UpstreamCall call = onLoop().call(settings.origin(), request, connectMillis, heard);
            heard.call = call;
            call.start(mayRepeat);
        });
        try {
            heard.over.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("nothing came of the request: " + heard.events, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        // what follows the end of an answer on the loop is done as well
        run(() -> {});
        return heard;
    }

    /** Makes a connection and reports how. */
    DialReport examine(ConnectionSettings settings, long connectMillis) {
        CompletableFuture<DialReport> report = new CompletableFuture<>();
        loop.execute(() -> onLoop().examine(settings.origin(), connectMillis, report::complete));
        try {
            return report.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no report", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        sockets.close();
        blocking.shutdownNow();
        loops.shutdownGracefully(5, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    /** Notes what it hears: {@code ready}, {@code sent}, {@code 200}, {@code end} and so on. */
    static final class Heard implements AnswerListener {

        final List<String> events = new CopyOnWriteArrayList<>();
        final CompletableFuture<String> over = new CompletableFuture<>();
        private final String body;
        private @Nullable UpstreamCall call;

        Heard(String body) {
            this.body = body;
        }

        String why() {
            return over.join();
        }

        @Override
        public void ready() {
            events.add("ready");
            UpstreamCall mine = Objects.requireNonNull(call);
            mine.write(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
            mine.endBody();
        }

        @Override
        public void bodySent() {
            events.add("sent");
        }

        @Override
        public void notSent(String why, boolean refused) {
            events.add(refused ? "refused" : "notSent");
            over.complete(why);
        }

        @Override
        public void noAnswer(String why) {
            events.add("noAnswer");
            over.complete(why);
        }

        @Override
        public void head(HttpResponse head) {
            events.add(String.valueOf(head.status().code()));
        }

        @Override
        public void content(ByteBuf bytes) {
            bytes.release();
        }

        @Override
        public void flush() {
            // nothing is passed on
        }

        @Override
        public void end() {
            events.add("end");
            over.complete("");
        }

        @Override
        public void cut(String why) {
            events.add("cut");
            over.complete(why);
        }

        @Override
        public void writabilityChanged(boolean writable) {
            // bodies are small here
        }
    }
}
