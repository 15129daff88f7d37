package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.daemon.peer.SocketPair;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is done for a connection before it is known whose it is. */
@ExtendWith(NoBufferLeaks.class)
class StrangersTest {

    /** Says what a test says, when it says it. */
    private static final class Told implements Peers {

        private volatile CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        private final AtomicInteger times = new AtomicInteger();
        private final CompletableFuture<Void> asked = new CompletableFuture<>();

        @Override
        public CompletableFuture<Verdict> judge(SocketPair pair) {
            CompletableFuture<Verdict> said = verdict;
            times.incrementAndGet();
            asked.complete(null);
            return said;
        }

        @Override
        public CompletableFuture<Boolean> hasLeft(SocketPair pair) {
            return CompletableFuture.completedFuture(false);
        }
    }

    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final GatewayLimits LIMITS =
            new GatewayLimits(NEVER, NEVER, NEVER, NEVER, Duration.ofSeconds(1), 4L * 1024 * 1024, 2);

    private final Told peers = new Told();

    private GatewayFixture open(ScriptedUpstream upstream) throws Exception {
        return new GatewayFixture()
                .gatewayLimits(LIMITS)
                .local(upstream)
                .guards(new Guards(new AccessRules(Set.of(), Set.of()), peers, KeyCheck.NONE))
                .open();
    }

    @ParameterizedTest
    @CsvSource({"/api/chat,'{\"error\":\"'", "/v1/chat/completions,'{\"error\":{'", "/_broker/status,'{\"error\":\"'"})
    void anotherUsersRequestIsRefusedOnEveryPath(String path, String start) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                GatewayFixture gateway = open(upstream);
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", path, Bytes.utf8(CHAT));
            // Whoever is a stranger has a second to ask.
            peers.verdict.complete(Peers.Verdict.STRANGER);
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.head().closes()).isTrue();
            assertThat(answer.text()).startsWith(start).contains("gateway.allow_other_users");
            assertThat(upstream.requests(path)).isEmpty();
        }
    }

    @Test
    void whoseProgramCannotBeToldIsRefusedForNow() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                GatewayFixture gateway = open(upstream);
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            peers.verdict.complete(Peers.Verdict.UNTOLD);
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.head().closes()).isTrue();
            assertThat(upstream.requests("/api/chat")).isEmpty();
        }
    }

    /** More strangers than there may be clients, and more than are told why. */
    @Test
    void strangersTakeNobodysPlaceAndAreSentAway() throws Exception {
        peers.verdict.complete(Peers.Verdict.STRANGER);
        List<RawHttp> strangers = new ArrayList<>();
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                GatewayFixture gateway = open(upstream)) {
            for (int i = 0; i < Clients.MOST_STRANGERS + 10; i++) {
                strangers.add(RawHttp.connect(gateway.address()));
            }
            assertThat(Until.holds(Until.LIMIT, () -> peers.times.get() == strangers.size()))
                    .isTrue();
            peers.verdict = CompletableFuture.completedFuture(Peers.Verdict.ADMITTED);
            try (RawHttp owner = RawHttp.connect(gateway.address())) {
                assertThat(owner.request("GET", "/api/ps", Bytes.NONE)
                                .readAnswer()
                                .status())
                        .isEqualTo(200);
                for (RawHttp stranger : strangers) {
                    assertThat(stranger.readUntilClosed()).isEqualTo(Bytes.NONE);
                }
                assertThat(owner.request("GET", "/api/ps", Bytes.NONE)
                                .readAnswer()
                                .status())
                        .isEqualTo(200);
            }
        } finally {
            for (RawHttp stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void onlySomeStrangersAreToldWhy() {
        Clients clients = new Clients();
        List<EmbeddedChannel> channels = new ArrayList<>();
        for (int i = 0; i < Clients.MOST_STRANGERS; i++) {
            channels.add(new EmbeddedChannel());
            assertThat(clients.strangerArrived(channels.getLast())).isTrue();
        }
        assertThat(clients.strangerArrived(new EmbeddedChannel())).isFalse();
        channels.getFirst().close();
        assertThat(clients.strangerArrived(new EmbeddedChannel())).isTrue();
    }

    @Test
    void requestsWaitUntilItIsKnownWhoseTheyAre() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                GatewayFixture gateway = open(upstream);
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT + " ".repeat(1_000_000)));
            client.request("GET", "/api/ps", Bytes.NONE);
            peers.asked.join();
            assertThat(gateway.broker().requestsRunning()).isZero();
            peers.verdict.completeAsync(() -> Peers.Verdict.ADMITTED);
            assertThat(client.readAnswer().text()).contains("\"done\":true");
            assertThat(client.readAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void whoLeavesBeforeItIsKnownCostsNothing() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                GatewayFixture gateway = open(upstream)) {
            try (RawHttp client = RawHttp.connect(gateway.address())) {
                client.request("POST", "/api/chat", Bytes.utf8(CHAT));
                peers.asked.join();
            }
            peers.verdict.complete(Peers.Verdict.GONE);
            assertThat(gateway.broker().requestsRunning()).isZero();
            assertThat(upstream.requests("/api/chat")).isEmpty();
        }
    }
}
