package online.cloudtolocalllm.broker.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/**
 * An upstream that closes a kept connection at the very moment when it is used again: it answers the first request of a
 * connection and ends the connection when the first byte of a second one comes, having read nothing more of it.
 */
class KeptSocketTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private enum Ending {
        FIN,
        RESET,
        PART_OF_AN_ANSWER
    }

    /** Serves one request per connection, whatever it has promised. */
    private static final class ClosesOnReuse implements AutoCloseable {

        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final Ending ending;
        final AtomicInteger served = new AtomicInteger();
        final AtomicInteger connections = new AtomicInteger();
        final AtomicInteger closedOnReuse = new AtomicInteger();

        private final Runnable reused;

        ClosesOnReuse(Ending ending) throws IOException {
            this(ending, () -> {});
        }

        ClosesOnReuse(Ending ending, Runnable reused) throws IOException {
            this.ending = ending;
            this.reused = reused;
            threads.execute(this::accept);
        }

        ConnectionSettings settings() {
            return Connections.local("http://127.0.0.1:" + listening.getLocalPort());
        }

        private void accept() {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    connections.incrementAndGet();
                    threads.execute(() -> serve(client));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void serve(Socket client) {
            try (client) {
                readRequest(client.getInputStream());
                served.incrementAndGet();
                client.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
                if (client.getInputStream().read() >= 0) {
                    closedOnReuse.incrementAndGet();
                    reused.run();
                    switch (ending) {
                        case FIN ->
                            client.getInputStream()
                                    .skipNBytes(client.getInputStream().available());
                        case RESET -> client.setSoLinger(true, 0);
                        case PART_OF_AN_ANSWER -> {
                            client.getInputStream()
                                    .skipNBytes(client.getInputStream().available());
                            client.getOutputStream().write("HTTP/1.1 2".getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                }
            } catch (IOException left) {
                return;
            }
        }

        private static void readRequest(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("left");
                }
                head.append((char) next);
            }
            int length = Integer.parseInt(
                    head.toString().replaceAll("(?s).*content-length: (\\d+).*|.*Content-Length: (\\d+).*", "$1$2"));
            in.skipNBytes(length);
        }

        @Override
        public void close() throws IOException {
            listening.close();
            threads.shutdownNow();
        }
    }

    @Test
    void aRepeatableRequestIsAskedOnceMoreOnANewConnection() throws IOException {
        for (Ending ending : new Ending[] {Ending.FIN, Ending.RESET}) {
            try (ClosesOnReuse upstream = new ClosesOnReuse(ending);
                    // No time passes, however long the machine takes for it.
                    CallFixture calls = new CallFixture(new ManualClock())) {
                calls.ask(upstream.settings(), "POST", "/api/chat", "{}", true);
                CallFixture.Heard second = calls.ask(upstream.settings(), "POST", "/api/chat", "{}", true);
                assertThat(second.events)
                        .endsWith("ready", "sent", "200", "end")
                        .startsWith("ready");
                assertThat(second.events.stream().filter("ready"::equals)).hasSize(2);
                assertThat(upstream.served).hasValue(2);
                assertThat(upstream.closedOnReuse).hasValue(1);
                assertThat(upstream.connections).hasValue(2);
            }
        }
    }

    @Test
    void anEndThatComesLaterIsThatOfAServerWhichReadTheRequest() throws IOException {
        ManualClock clock = new ManualClock();
        try (ClosesOnReuse upstream = new ClosesOnReuse(Ending.FIN, () -> clock.advance(Duration.ofMillis(300)));
                CallFixture calls = new CallFixture(clock)) {
            calls.ask(upstream.settings(), "POST", "/api/chat", "{}", true);
            assertThat(calls.ask(upstream.settings(), "POST", "/api/chat", "{}", true).events)
                    .containsExactly("ready", "sent", "noAnswer");
            assertThat(upstream.served).hasValue(1);
            assertThat(upstream.connections).hasValue(1);
        }
    }

    @Test
    void aResetThatComesLaterIsThatOfAServerWhichHadGone() throws IOException {
        ManualClock clock = new ManualClock();
        try (ClosesOnReuse upstream = new ClosesOnReuse(Ending.RESET, () -> clock.advance(Duration.ofMillis(300)));
                CallFixture calls = new CallFixture(clock)) {
            calls.ask(upstream.settings(), "POST", "/api/chat", "{}", true);
            assertThat(calls.ask(upstream.settings(), "POST", "/api/chat", "{}", true).events)
                    .endsWith("200", "end");
            assertThat(upstream.served).hasValue(2);
        }
    }

    @Test
    void oneThatMustNotBeRepeatedNeverGoesOnAKeptConnection() throws IOException {
        try (ClosesOnReuse upstream = new ClosesOnReuse(Ending.FIN);
                CallFixture calls = new CallFixture()) {
            for (int i = 0; i < 4; i++) {
                assertThat(calls.ask(upstream.settings(), "POST", "/api/pull", "{}", false).events)
                        .containsExactly("ready", "sent", "200", "end");
            }
            assertThat(upstream.served).hasValue(4);
            assertThat(upstream.closedOnReuse).hasValue(0);
        }
    }

    @Test
    void anAnswerThatHadBegunIsNotAskedForAgain() throws IOException {
        try (ClosesOnReuse upstream = new ClosesOnReuse(Ending.PART_OF_AN_ANSWER);
                CallFixture calls = new CallFixture()) {
            calls.ask(upstream.settings(), "POST", "/api/chat", "{}", true);
            assertThat(calls.ask(upstream.settings(), "POST", "/api/chat", "{}", true).events)
                    .contains("noAnswer")
                    .doesNotContain("200");
            assertThat(upstream.served).hasValue(1);
            assertThat(upstream.connections).hasValue(1);
        }
    }

    @Test
    void aNewConnectionThatIsClosedIsNotAskedAgain() throws IOException {
        // the last to be opened is the first to be closed, which ends the thread that accepts
        try (CallFixture calls = new CallFixture();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket rude = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            AtomicInteger connections = new AtomicInteger();
            threads.execute(() -> {
                while (!rude.isClosed()) {
                    try (Socket client = rude.accept()) {
                        connections.incrementAndGet();
                        ClosesOnReuse.readRequest(client.getInputStream());
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            ConnectionSettings settings = Connections.local("http://127.0.0.1:" + rude.getLocalPort());
            assertThat(calls.ask(settings, "POST", "/api/chat", "{}", true).events)
                    .containsExactly("ready", "sent", "noAnswer");
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void anAnswerThatComesBeforeTheBodyHasLeftEndsItsConnection() throws IOException {
        try (ServerSocket early = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
                CallFixture calls = new CallFixture();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            early.setReceiveBufferSize(4096);
            AtomicInteger ends = new AtomicInteger();
            threads.execute(() -> {
                for (int i = 0; i < 2; i++) {
                    try (Socket client = early.accept()) {
                        client.getInputStream().readNBytes(100);
                        client.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
                        client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                        ends.incrementAndGet();
                    } catch (IOException reset) {
                        ends.incrementAndGet();
                    }
                }
            });
            ConnectionSettings settings = Connections.local("http://127.0.0.1:" + early.getLocalPort());
            String large = "x".repeat(16 * 1024 * 1024);
            assertThat(calls.ask(settings, "POST", "/api/chat", large, true).events)
                    .containsExactly("ready", "200", "end");
            calls.ask(settings, "POST", "/api/chat", large, true);
            assertThat(online.cloudtolocalllm.testkit.Until.holds(
                            online.cloudtolocalllm.testkit.Until.LIMIT, () -> ends.get() == 2))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
