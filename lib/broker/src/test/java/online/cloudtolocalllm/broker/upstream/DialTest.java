package online.cloudtolocalllm.broker.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.testkit.tls.TestCertificate;
import online.cloudtolocalllm.testkit.upstream.Door;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.Test;

class DialTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    /** For documentation only (RFC 5737), so that nothing answers there. */
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.1");

    private static CallFixture resolving(InetAddress... addresses) {
        return new CallFixture(host -> addresses.clone(), TestCertificate.authorities());
    }

    private static ConnectionSettings at(String host, ScriptedUpstream upstream) {
        return Connections.local("http://" + host + ":" + upstream.address().port());
    }

    @Test
    void theNextAddressIsTriedWhenOneRefuses() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                CallFixture calls = resolving(InetAddress.ofLiteral("127.0.0.2"), HERE)) {
            assertThat(calls.ask(at("localhost", upstream), "GET", "/api/version", "", true).events)
                    .containsExactly("ready", "sent", "200", "end");
        }
    }

    @Test
    void theNextAddressIsTriedWhileOneIsSilent() throws IOException {
        try (ScriptedUpstream silent = ScriptedUpstream.ollama();
                ServerSocket other = new ServerSocket()) {
            silent.door(Door.BLACK_HOLE);
            other.bind(new InetSocketAddress("127.0.0.2", silent.address().port()));
            try (CallFixture calls = resolving(HERE, InetAddress.ofLiteral("127.0.0.2"))) {
                DialReport report = calls.examine(at("box.example", silent), 5_000);
                assertThat(report.fault()).isEmpty();
                assertThat(report.connected()).contains(InetAddress.ofLiteral("127.0.0.2"));
            }
        }
    }

    @Test
    void aRefusalTellsMoreThanSilence() throws IOException {
        try (ScriptedUpstream silent = ScriptedUpstream.ollama();
                CallFixture calls = resolving(InetAddress.ofLiteral("127.0.0.2"), HERE)) {
            silent.door(Door.BLACK_HOLE);
            CallFixture.Heard heard = calls.ask(at("box.example", silent), "GET", "/", "", true, 2_500);
            assertThat(heard.events).containsExactly("refused");
            assertThat(heard.why())
                    .isEqualTo(
                            "nothing listens on box.example:" + silent.address().port());
        }
    }

    @Test
    void oneDeadlineHoldsForAllAddresses() throws IOException {
        try (ScriptedUpstream silent = ScriptedUpstream.ollama();
                CallFixture calls = resolving(HERE, HERE, HERE, HERE)) {
            silent.door(Door.BLACK_HOLE);
            long began = System.nanoTime();
            CallFixture.Heard heard = calls.ask(at("box.example", silent), "GET", "/", "", true, 2_500);
            // One for each would be ten seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(2_400), Duration.ofSeconds(9));
            assertThat(heard.why()).endsWith(" does not answer");
        }
    }

    /** As it happens when many first requests arrive at once on a busy machine. */
    @Test
    void timeThatTheLoopItselfLostIsNotCounted() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                CallFixture calls = new CallFixture()) {
            CompletableFuture<DialReport> report = new CompletableFuture<>();
            // Called while the loop handles its sockets, after which it runs what is due and only then looks at them
            // again.
            new Bootstrap()
                    .group(calls.loop())
                    .channel(NioSocketChannel.class)
                    .handler(new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelActive(ChannelHandlerContext context) {
                            calls.onLoop().examine(at("127.0.0.1", upstream).origin(), 50, report::complete);
                            long until =
                                    System.nanoTime() + Duration.ofMillis(150).toNanos();
                            while (System.nanoTime() < until) {
                                Thread.onSpinWait();
                            }
                        }
                    })
                    .connect(HERE, upstream.address().port());
            assertThat(report.orTimeout(20, TimeUnit.SECONDS).join().fault()).isEmpty();
        }
    }

    @Test
    void aResolverThatHangsIsWaitedForNoLonger() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                CallFixture calls = new CallFixture(
                        host -> {
                            asked.incrementAndGet();
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            throw new UnknownHostException(host);
                        },
                        TestCertificate.authorities())) {
            ConnectionSettings settings = at("box.example", upstream);
            for (int i = 0; i < 3; i++) {
                assertThat(calls.ask(settings, "GET", "/", "", true, 200).why())
                        .isEqualTo("the name box.example could not be looked up in time");
            }
            assertThat(asked).hasValue(1);
            never.countDown();
        }
    }

    @Test
    void aNameOfThisComputerThatLeadsElsewhereIsSentNothing() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                CallFixture calls = resolving(ELSEWHERE)) {
            for (String host : new String[] {"localhost", "ollama.localhost"}) {
                CallFixture.Heard heard = calls.ask(at(host, upstream), "GET", "/", "", true);
                assertThat(heard.events).containsExactly("notSent");
                assertThat(heard.why())
                        .isEqualTo("the name " + host + " should mean this computer, but leads to 192.0.2.1");
            }
        }
    }

    @Test
    void onlyTheAddressesOfThisComputerAreUsedForItsNames() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                CallFixture calls = resolving(ELSEWHERE, HERE)) {
            DialReport report = calls.examine(at("localhost", upstream), 10_000);
            assertThat(report.addresses()).containsExactly(HERE);
            assertThat(report.connected()).contains(HERE);
        }
    }

    @Test
    void namesAreLookedUpAnewAfterTheyWereDropped() throws IOException, InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                CallFixture calls = new CallFixture(
                        host -> {
                            asked.incrementAndGet();
                            return new InetAddress[] {HERE};
                        },
                        TestCertificate.authorities())) {
            ConnectionSettings settings = at("box.example", upstream);
            calls.ask(settings, "GET", "/", "", true);
            calls.ask(settings, "GET", "/", "", true);
            assertThat(asked).hasValue(1);
            assertThat(upstream.connectionCount()).isEqualTo(1);
            calls.sockets().dropIdle();
            upstream.awaitOpenConnections(0);
            calls.ask(settings, "GET", "/", "", true);
            assertThat(asked).hasValue(2);
            assertThat(upstream.connectionCount()).isEqualTo(2);
        }
    }
}
