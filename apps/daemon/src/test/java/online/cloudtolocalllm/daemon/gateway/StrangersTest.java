package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.daemon.peer.SocketPair;
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

        private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        private final CompletableFuture<Void> asked = new CompletableFuture<>();

        @Override
        public CompletableFuture<Verdict> judge(SocketPair pair) {
            asked.complete(null);
            return verdict;
        }

        @Override
        public CompletableFuture<Boolean> hasLeft(SocketPair pair) {
            return CompletableFuture.completedFuture(false);
        }
    }

    private final Told peers = new Told();

    private GatewayFixture open(ScriptedUpstream upstream) throws Exception {
        return new GatewayFixture()
                .local(upstream)
                .guards(new Guards(new AccessRules(Set.of(), Set.of()), peers, KeyCheck.NONE))
                .open();
    }

    @ParameterizedTest
    @CsvSource({"/api/chat,'{\"error\":\"'", "/v1/chat/completions,'{\"error\":{'", "/_broker/status,'{\"error\":\"'"})
    void anotherUsersRequestIsRefusedOnEveryPath(String path, String start) throws Exception {
        peers.verdict.complete(Peers.Verdict.STRANGER);
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                GatewayFixture gateway = open(upstream);
                RawHttp client = RawHttp.connect(gateway.address())) {
            Answer answer = client.request("POST", path, Bytes.utf8(CHAT)).readAnswer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.head().closes()).isTrue();
            assertThat(answer.text()).startsWith(start).contains("gateway.allow_other_users");
            assertThat(upstream.requests(path)).isEmpty();
        }
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
