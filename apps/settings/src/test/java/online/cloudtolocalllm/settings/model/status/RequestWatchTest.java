package online.cloudtolocalllm.settings.model.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.settings.model.Reply;
import org.junit.jupiter.api.Test;

class RequestWatchTest {

    private static final Instant FIRST_RUN = Requests.START.minusSeconds(3600);

    private record Question(JsonObject command, Consumer<Reply> then) {}

    private final List<Question> asked = new ArrayList<>();
    private int changes;
    private final RequestWatch watch =
            new RequestWatch((command, limit, then) -> asked.add(new Question(command, then)), () -> changes++);

    private static Optional<DaemonStatus> daemon(Instant started, FailoverEvent... last) {
        StatusSnapshot snapshot = new StatusSnapshot(
                1, started, List.of(), Optional.empty(), List.of(last).stream().findFirst());
        return Optional.of(
                new DaemonStatus("0.1.0", 1, started, "http://127.0.0.1:1", 0, 0, 0, 0, List.of(), snapshot));
    }

    private void answer(String command, Reply reply) {
        Question question = asked.stream()
                .filter(one -> one.command().text("command", "").equals(command))
                .findFirst()
                .orElseThrow();
        asked.remove(question);
        question.then().accept(reply);
    }

    private void tell(long next, JsonObject... requests) {
        answer("LIST_REQUESTS", new Reply.Done(Requests.list(next, requests)));
    }

    private long after() {
        return asked.getLast().command().integer("after").orElse(-1);
    }

    private List<Outcome> outcomes() {
        return watch.log().requests().stream().map(Request::outcome).toList();
    }

    @Test
    void itGoesOnWhereTheLastListEnded() {
        watch.ask();
        assertThat(asked).as("nobody is there").isEmpty();
        watch.see(daemon(FIRST_RUN));
        watch.ask();
        watch.ask();
        assertThat(asked).as("one question at a time").hasSize(1);
        assertThat(after()).isZero();
        assertThat(watch.known()).isFalse();
        tell(7, Requests.running("b", "x"), Requests.stream("a", "x"));
        assertThat(outcomes()).containsExactlyInAnyOrder(Outcome.RUNNING, Outcome.ANSWERED);
        assertThat(watch.known()).isTrue();
        answer("GET_STATS", new Reply.Done(JsonObject.of("all", JsonObject.of("requests", 9))));
        assertThat(watch.totals().map(totals -> totals.all().requests())).contains(9L);

        watch.ask();
        assertThat(after()).isEqualTo(7);
        tell(7, Requests.running("b", "x"));
        assertThat(asked).as("nothing has ended: the totals are what they were").isEmpty();
        watch.ask();
        tell(8, Requests.stream("b", "x"));
        assertThat(outcomes()).containsExactly(Outcome.ANSWERED, Outcome.ANSWERED);
        assertThat(asked).hasSize(1);
    }

    @Test
    void theListStaysTheSameWhereNothingHappens() {
        watch.see(daemon(FIRST_RUN));
        watch.ask();
        tell(1, Requests.stream("a", "x"));
        RequestLog log = watch.log();
        watch.ask();
        tell(1);
        assertThat(watch.log()).isSameAs(log);
    }

    @Test
    void whatADaemonLeftBehindStays() {
        watch.see(daemon(FIRST_RUN));
        watch.ask();
        tell(7, Requests.running("b", "x"), Requests.stream("a", "x"));
        watch.ask();
        watch.see(Optional.empty());
        assertThat(outcomes()).containsExactlyInAnyOrder(Outcome.LOST, Outcome.ANSWERED);
        watch.see(daemon(FIRST_RUN.plusSeconds(60)));
        tell(9, Requests.stream("late", "x"));
        assertThat(watch.log().requests()).as("an answer of the run before").hasSize(2);
        watch.ask();
        assertThat(after()).as("another run counts anew").isZero();
        tell(1, Requests.stream("c", "x"));
        assertThat(watch.log().requests()).hasSize(3);
    }

    @Test
    void whyItIsNotToldIsKeptUntilItIs() {
        watch.see(daemon(FIRST_RUN));
        watch.ask();
        answer("LIST_REQUESTS", new Reply.Refused("stopping", "The daemon is stopping."));
        assertThat(watch.problem()).isEqualTo("The daemon is stopping.");
        watch.ask();
        answer("LIST_REQUESTS", new Reply.Away("No answer.", false));
        assertThat(watch.problem()).isEqualTo("No answer.");
        watch.ask();
        tell(0);
        assertThat(watch.problem()).isEmpty();
    }

    @Test
    void failoversAreKeptOnceAndNotForEver() {
        FailoverEvent last = new FailoverEvent(FIRST_RUN, new ConnectionId("a"), new ConnectionId("b"), "why");
        watch.see(daemon(FIRST_RUN, last));
        watch.told(last);
        assertThat(watch.told()).containsExactly(last);
        int before = changes;
        for (int i = 1; i <= 500; i++) {
            watch.told(
                    new FailoverEvent(FIRST_RUN.plusSeconds(i), new ConnectionId("a"), new ConnectionId("b"), "why"));
        }
        assertThat(changes).isEqualTo(before + 500);
        assertThat(watch.told()).hasSize(200);
        assertThat(watch.told().getFirst().at()).isEqualTo(FIRST_RUN.plusSeconds(500));
    }
}
