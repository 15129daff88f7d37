package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Little waits for an old client, and in order. */
class LegacyWaitingTest {

    private static final int MOST_BYTES = 1_000;

    private final LegacyWaiting waiting = new LegacyWaiting(MOST_BYTES);

    private static LegacyRequest request(String command, int bytes, Duration since) {
        return LegacyRequest.read(new IpcLine.Message(JsonObject.of("command", command), bytes), since.toNanos());
    }

    @Test
    void onlySoManyRequestsWait() {
        LegacyRequest small = request("PING", 10, Duration.ZERO);
        for (int i = 0; i < LegacyWaiting.MOST; i++) {
            assertThat(waiting.takes(small)).isTrue();
            waiting.add(small);
        }
        assertThat(waiting.takes(small)).isFalse();
        assertThat(waiting.next()).isPresent();
        assertThat(waiting.takes(small)).isTrue();
    }

    @Test
    void oneLongRequestIsEnough() {
        LegacyRequest large = request("PROXY_REQUEST", MOST_BYTES + 1, Duration.ZERO);
        waiting.add(large);
        assertThat(waiting.takes(large)).isFalse();
        assertThat(waiting.takes(request("PING", 10, Duration.ZERO))).isTrue();
        waiting.drop(Duration.ofSeconds(10), Duration.ofSeconds(10).toNanos());
        assertThat(waiting.takes(large)).isTrue();
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void onlyWhatIsAwaitedForLongIsDropped() {
        LegacyRequest old = request("PING", 10, Duration.ZERO);
        LegacyRequest late = request("GET_CONNECTION_STATUS", 10, Duration.ofSeconds(1));
        waiting.add(old);
        waiting.add(request("GET_CONNECTION_STATUS", 10, Duration.ZERO));
        waiting.add(late);
        waiting.drop(Duration.ofSeconds(10), Duration.ofSeconds(10).toNanos());
        assertThat(waiting.next()).contains(old);
        assertThat(waiting.next()).contains(late);
        assertThat(waiting.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"command\":\"STATUS\",\"snapshot\":{}}", "{\"command\":\"FAILOVER\"}", "{}", "not read at all"
            })
    void whatTheOriginalAppDoesNotKnowIsLeftOut(String event) {
        assertThat(waiting.news(event, true)).isEmpty();
        assertThat(waiting.news(event, false)).isEmpty();
        assertThat(waiting.withNews("answer")).isEqualTo("answer");
    }

    @Test
    void theNewestNewsOfEachConnectionIsKept() {
        assertThat(waiting.news(changed("a", "old"), false)).isEmpty();
        assertThat(waiting.news(changed("b", "ü"), false)).isEmpty();
        assertThat(waiting.news(changed("a", "new"), false)).isEmpty();
        assertThat(waiting.withNews("answer").split("\n"))
                .containsExactly("answer", changed("a", "new"), changed("b", "\\u00fc"));
        assertThat(waiting.withNews("next")).isEqualTo("next");
    }

    @Test
    void aNameMayLookLikeWhatFollowsIt() {
        DaemonEvent.ConnectionChanged first = new DaemonEvent.ConnectionChanged("a\",\"status\":1", JsonObject.EMPTY);
        DaemonEvent.ConnectionChanged second = new DaemonEvent.ConnectionChanged("a\",\"status\":2", JsonObject.EMPTY);
        assertThat(waiting.news(first.toJson().toJson(), false)).isEmpty();
        assertThat(waiting.news(second.toJson().toJson(), false)).isEmpty();
        assertThat(waiting.takeNews().split("\n"))
                .containsExactly(first.toJson().toJson(), second.toJson().toJson());
    }

    private static String changed(String connection, String state) {
        return "{\"command\":\"CONNECTION_STATUS_CHANGED\",\"connection_type\":\"" + connection
                + "\",\"status\":{\"state\":\"" + state + "\"}}";
    }
}
