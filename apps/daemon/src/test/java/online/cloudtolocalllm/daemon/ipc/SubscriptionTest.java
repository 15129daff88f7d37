package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import org.junit.jupiter.api.Test;

/** What a subscriber is told, and what is left out while it does not read. */
class SubscriptionTest {

    private final List<String> said = new ArrayList<>();
    private long waiting;
    private final Subscription subscription = new Subscription(() -> waiting, said::add);

    private static StatusUpdate state(long revision, String... connections) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String connection : connections) {
            texts.put(connection.substring(0, 1), connection);
        }
        return new StatusUpdate(revision, "status " + revision, texts);
    }

    private static FailoverEvent failover(String from, String why) {
        return new FailoverEvent(Instant.EPOCH, new ConnectionId(from), new ConnectionId("b"), why);
    }

    private List<String> told() {
        List<String> all = List.copyOf(said);
        said.clear();
        return all;
    }

    @Test
    void tellsTheWholeStateFirstAndThenWhatChanged() {
        subscription.asked(state(3, "a up", "b up"));
        assertThat(told()).containsExactly("status 3");
        subscription.changed(state(4, "a down", "b up"), List.of());
        assertThat(told()).containsExactly("a down", "status 4");
        subscription.changed(state(5, "b up", "c up"), List.of());
        assertThat(told()).containsExactly("c up", StatusUpdate.gone("a"), "status 5");
    }

    @Test
    void neverTellsAnOlderStateAfterANewerOne() {
        subscription.changed(state(6), List.of());
        subscription.asked(state(5));
        subscription.changed(state(4), List.of());
        subscription.changed(state(6), List.of());
        assertThat(told()).containsExactly("status 6");
        subscription.asked(state(6));
        assertThat(told()).as("it was asked for").containsExactly("status 6");
    }

    @Test
    void keepsTheNewestForWhoDoesNotRead() {
        subscription.asked(state(1, "a up", "b up"));
        told();
        waiting = Subscription.MOST_WAITING;
        for (int revision = 2; revision < 1_000; revision++) {
            subscription.changed(state(revision, "a down", "b up"), List.of(failover("a", "why " + revision)));
        }
        subscription.changed(state(1_000, "a up", "b down"), List.of(failover("c", "once")));
        subscription.flush();
        assertThat(told()).isEmpty();
        waiting--;
        subscription.flush();
        List<String> all = told();
        assertThat(all).hasSize(4);
        assertThat(all.get(0)).contains("why 999");
        assertThat(all.get(1)).contains("once");
        assertThat(all).endsWith("b down", "status 1000");
        subscription.flush();
        assertThat(told()).isEmpty();
    }

    @Test
    void failoversAreToldAlsoWhenTheStateWasToldAlready() {
        subscription.asked(state(2));
        told();
        subscription.changed(state(2), List.of(failover("a", "refused")));
        assertThat(told()).singleElement().asString().contains("refused");
    }

    @Test
    void thereIsAnEndToTheFailoversThatAreKept() {
        Failovers failovers = new Failovers();
        for (int i = 0; i < 200; i++) {
            failovers.add(failover("a" + i, "x"));
        }
        assertThat(failovers.take()).hasSize(64).last().isEqualTo(failover("a199", "x"));
        assertThat(failovers.take()).isEmpty();
    }
}
