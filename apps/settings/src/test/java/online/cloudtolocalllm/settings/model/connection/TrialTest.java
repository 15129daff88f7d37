package online.cloudtolocalllm.settings.model.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.client.ConnectionTest;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.settings.model.Reply;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final Seen BOX =
            Seen.of("box", "{\"connection_type\":\"ollama\",\"api_base_url\":\"https://a.lan\"}");
    private static final Seen MOVED =
            Seen.of("box", "{\"connection_type\":\"ollama\",\"api_base_url\":\"https://b.lan\"}");
    private static final JsonObject COMMAND = JsonObject.of("command", "TEST_CONNECTION", "connection", "box");
    private static final String FAILED = "{\"result\":{\"connection\":\"box\",\"ok\":false,\"steps\":["
            + "{\"step\":\"address\",\"ok\":true,\"ms\":0.4,\"detail\":\"a.lan is 10.0.0.1\"},"
            + "{\"step\":\"connect\",\"ok\":false,\"ms\":5000,\"detail\":\"no route\\u0000 to host\"}],"
            + "\"advice\":\"Check the network.\"}}";

    private final AskedDaemon daemon = new AskedDaemon();
    private final ManualClock clock = new ManualClock(Seen.NOW);
    private final List<TrialState> heard = new ArrayList<>();
    private final Trial trial = new Trial(BOX.view(), daemon, clock, heard::add);

    /** As it is just after a change: the daemon still has what was before. */
    private static ConnectionView between(Seen set, Seen known) {
        return new ConnectionView("box", set.view().config(), true, known.view().status());
    }

    @Test
    void itRunsOnceAndItsResultStays() {
        trial.start(false);
        trial.start(true);
        assertThat(daemon.asked()).containsExactly(COMMAND);
        assertThat(heard).containsExactly(new TrialState.Running(false));
        daemon.done(FAILED);
        trial.show(BOX.in(HealthState.DOWN, "no route").view());
        assertThat(trial.state()).isInstanceOf(TrialState.Over.class);
        trial.start(true);
        assertThat(daemon.asked()).containsExactly(COMMAND.with("chat", true));
        daemon.answer(new Reply.Away("The daemon went away.", true));
        assertThat(trial.state()).isEqualTo(new TrialState.Failed("The daemon went away."));
    }

    @Test
    void anotherAddressEndsWhatWasFoundOfTheOneBefore() {
        trial.start(false);
        trial.show(between(MOVED, BOX));
        assertThat(trial.state()).isEqualTo(new TrialState.None());
        daemon.done(FAILED);
        assertThat(trial.state()).as("that was the other one").isEqualTo(new TrialState.None());
    }

    @Test
    void aTestJustAfterAChangeWaitsUntilTheDaemonHasIt() {
        trial.show(between(MOVED, BOX));
        trial.start(false);
        assertThat(daemon.asked()).isEmpty();
        assertThat(trial.state()).isEqualTo(new TrialState.Running(false));
        trial.show(MOVED.view());
        assertThat(daemon.asked()).containsExactly(COMMAND);
    }

    @Test
    void itDoesNotWaitForEver() {
        trial.show(between(MOVED, BOX));
        trial.start(false);
        clock.advance(Duration.ofSeconds(5));
        trial.show(between(MOVED, BOX));
        assertThat(daemon.asked()).containsExactly(COMMAND);
        daemon.answer(new Reply.Refused("unknown_connection", "No connection has the name box."));
        assertThat(trial.state()).isEqualTo(new TrialState.Failed("No connection has the name box."));
    }

    @Test
    void whatWorkedIsNotSaidToWorkWhereTheStateSaysOtherwise() {
        ConnectionTest well = ConnectionTest.read(Seen.json("{\"ok\": true}"));
        assertThat(TrialSteps.summary(BOX.in(HealthState.UP, "").view(), well)).isEqualTo("It works.");
        assertThat(TrialSteps.summary(BOX.in(HealthState.DOWN, "no route").view(), well))
                .isEqualTo("It worked when it was tested.");
        assertThat(TrialSteps.summary(between(MOVED, BOX), ConnectionTest.read(Seen.json("{\"ok\": false}"))))
                .isEqualTo("It does not work.");
    }

    @Test
    void stepsThatWereNotTakenAreShownBehindTheOthers() {
        ConnectionTest test = ConnectionTest.read(Seen.json(FAILED).object("result"));
        assertThat(TrialSteps.of(BOX.view(), test).rows())
                .extracting(row -> row.mark() + " " + row.name() + " " + row.time())
                .containsExactly("✓ address 0.4 ms", "✗ connect 5 s", "· TLS ", "· version ", "· models ");
        assertThat(TrialSteps.text(BOX.view(), test)).isEqualTo("""
            box   https://a.lan   does not work
              ✓ address  0.4 ms   a.lan is 10.0.0.1
              ✗ connect  5 s      no route to host
              · TLS
              · version
              · models
            Check the network.
            """);
        ConnectionView plain =
                Seen.of("local_ollama", "{\"auth_token_set\":true}").view();
        assertThat(TrialSteps.ahead(plain, true).rows())
                .extracting(TrialSteps.Row::name)
                .containsExactly("address", "connect", "token", "version", "models", "one word");
    }
}
