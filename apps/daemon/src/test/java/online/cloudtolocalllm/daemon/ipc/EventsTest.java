package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients are told without being asked, on real sockets. */
class EventsTest {

    private final LiveServer live = new LiveServer(IpcLimits.STANDARD);

    @AfterEach
    void stop() throws Exception {
        live.close();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        assertThat(Until.holds(Until.LIMIT, condition)).isTrue();
    }

    private void change(DaemonStatus next) {
        live.control.state = next;
        live.control.feed.changed();
    }

    private TestClient subscriber() throws Exception {
        TestClient client = live.client();
        assertThat(client.ask("{\"command\":\"SUBSCRIBE\",\"id\":1}").toJson()).isEqualTo("{\"id\":1,\"ok\":true}");
        assertThat(client.read().text("command")).contains("STATUS");
        return client;
    }

    @Test
    void aSubscriberIsToldTheStateAtOnceAndEveryChange() throws Exception {
        TestClient client = live.client();
        assertThat(client.ask("{\"command\":\"SUBSCRIBE\"}").toJson()).isEqualTo("{\"ok\":true}");
        JsonObject first = client.read();
        assertThat(first.text("command")).contains("STATUS");
        assertThat(StatusJson.read(first.object("snapshot"))).isEqualTo(live.control.status());

        live.control.feed.failedOver(new FailoverEvent(
                Instant.EPOCH, FakeControl.LOCAL, new ConnectionId("box"), "it answered 500", "tiny"));
        change(States.with(4, HealthState.DOWN, "nothing listens there"));
        assertThat(client.read().toJson())
                .isEqualTo("{\"command\":\"FAILOVER\",\"from\":\"local_ollama\",\"to\":\"box\","
                        + "\"why\":\"it answered 500\",\"at\":\"1970-01-01T00:00:00Z\",\"model\":\"tiny\"}");
        assertThat(client.read().toJson())
                .isEqualTo("{\"command\":\"CONNECTION_STATUS_CHANGED\",\"connection_type\":\"local_ollama\","
                        + "\"status\":{\"state\":\"error\",\"error_message\":\"nothing listens there\","
                        + "\"version\":\"0.17.4\",\"models\":[\"llama3.2:latest\"]}}");
        assertThat(client.read().object("snapshot").integer("revision")).hasValue(4);

        change(States.with(5, HealthState.DOWN, "nothing listens there"));
        JsonObject third = client.read();
        assertThat(third.text("command")).as("the connection is as it was").contains("STATUS");
        assertThat(third.object("snapshot").integer("revision")).hasValue(5);
    }

    @Test
    void whoSubscribesAgainIsToldTheWholeStateAgain() throws Exception {
        TestClient client = subscriber();
        assertThat(client.ask("{\"command\":\"SUBSCRIBE\",\"id\":2}").toJson()).isEqualTo("{\"id\":2,\"ok\":true}");
        assertThat(client.read().object("snapshot").integer("revision")).hasValue(3);
        change(States.with(4, HealthState.UP, ""));
        assertThat(client.read().object("snapshot").integer("revision"))
                .as("once, not twice")
                .hasValue(4);
        assertThat(client.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
    }

    @Test
    void whoUnsubscribesIsToldNothingMore() throws Exception {
        TestClient client = subscriber();
        assertThat(client.ask("{\"command\":\"UNSUBSCRIBE\",\"id\":2}").flag("ok", false))
                .isTrue();
        change(States.with(4, HealthState.UP, ""));
        assertThat(client.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
        assertThat(client.ask("{\"command\":\"UNSUBSCRIBE\",\"id\":3}").flag("ok", false))
                .isTrue();
    }

    @Test
    void manyChangesAtOnceAreToldTogetherAndTheLastOneAlways() throws Exception {
        TestClient client = subscriber();
        long began = System.nanoTime();
        for (int revision = 4; revision <= 2_000; revision++) {
            change(States.with(revision, HealthState.UP, ""));
        }
        long revision = 3;
        int told = 0;
        while (revision < 2_000) {
            long next = client.read().object("snapshot").integer("revision").orElseThrow();
            assertThat(next).isGreaterThan(revision);
            revision = next;
            told++;
        }
        long gaps = (System.nanoTime() - began) / StatusFeed.GAP.toNanos();
        assertThat(told).isLessThanOrEqualTo((int) gaps + 1);
    }

    @Test
    void whoHasNotProvedItselfIsToldNothing() throws Exception {
        TestClient stranger = live.connect();
        assertThat(stranger.ask("{\"command\":\"SUBSCRIBE\"}").text("code")).contains("auth_required");
        change(States.with(4, HealthState.DOWN, "gone"));
        live.control.audience().shuttingDown();
        assertThat(stranger.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
    }

    @Test
    void everybodyIsToldThatTheDaemonStops() throws Exception {
        TestClient subscriber = subscriber();
        TestClient other = live.client();
        live.control.audience().shuttingDown();
        for (TestClient client : List.of(subscriber, other, live.client())) {
            assertThat(client.read().toJson()).isEqualTo("{\"command\":\"SHUTTING_DOWN\"}");
        }
        change(States.with(4, HealthState.UP, ""));
        assertThat(subscriber.ask("{\"command\":\"PING\"}").text("status"))
                .as("no event comes after it")
                .contains("pong");
    }

    @Test
    void whatAClientWantsTheTrayToShowGoesWithIt() throws Exception {
        TestClient older = live.client();
        older.send("{\"command\":\"UPDATE_TOOLTIP\",\"text\":\"one\"}");
        older.send("{\"command\":\"UPDATE_ICON\",\"state\":\"connected\"}");
        assertThat(older.ask("{\"command\":\"AUTH_STATUS\",\"authenticated\":true,\"id\":1}")
                        .toJson())
                .as("without an id there is no reply")
                .isEqualTo("{\"id\":1,\"ok\":true}");
        TestClient newer = live.client();
        assertThat(newer.ask("{\"command\":\"UPDATE_TOOLTIP\",\"text\":\"two\",\"id\":1}")
                        .flag("ok", false))
                .isTrue();
        ClientWishes all = new ClientWishes(Optional.of("two"), Optional.of(IconState.CONNECTED), Optional.of(true));
        await(() -> live.control.clients.wishes().equals(all));
        assertThat(live.control.clients.count()).isEqualTo(2);
        newer.close();
        await(() -> live.control.clients.count() == 1);
        assertThat(live.control.clients.wishes().tooltip()).contains("one");
        older.close();
        await(() -> live.control.clients.count() == 0);
        assertThat(live.control.clients.wishes()).isEqualTo(ClientWishes.NONE);
    }

    @Test
    void theChatWindowThatCameLastIsTold() throws Exception {
        TestClient asker = live.client();
        assertThat(asker.ask("{\"command\":\"SHOW_APP\",\"id\":1}").text("code"))
                .contains("app_not_running");
        TestClient first = live.client("chat/1.0.0");
        TestClient last = live.client("chat/1.0.1");
        for (String[] pair : new String[][] {{"SHOW_APP", "SHOW"}, {"HIDE_APP", "HIDE"}, {"QUIT_APP", "QUIT"}}) {
            assertThat(asker.ask("{\"command\":\"" + pair[0] + "\",\"id\":1}").toJson())
                    .isEqualTo("{\"id\":1,\"ok\":true}");
            assertThat(last.read().toJson()).isEqualTo("{\"command\":\"" + pair[1] + "\"}");
        }
        last.close();
        await(() -> live.control.clients.count() == 2);
        assertThat(asker.ask("{\"command\":\"SHOW_APP\"}").flag("ok", false)).isTrue();
        assertThat(first.read().text("command")).contains("SHOW");
    }

    @Test
    void theSettingsWindowIsTold() throws Exception {
        TestClient asker = live.client();
        assertThat(asker.ask("{\"command\":\"OPEN_SETTINGS\",\"id\":1}").text("code"))
                .contains("app_not_running");
        TestClient settings = live.client("settings/1.0.0");
        assertThat(asker.ask("{\"command\":\"OPEN_SETTINGS\",\"id\":2}").flag("ok", false))
                .isTrue();
        assertThat(settings.read().toJson()).isEqualTo("{\"command\":\"SETTINGS\"}");
        assertThat(asker.ask("{\"command\":\"OPEN_SETTINGS\",\"id\":3,\"tab\":\"status\"}")
                        .flag("ok", false))
                .isTrue();
        assertThat(settings.read().toJson()).isEqualTo("{\"command\":\"SETTINGS\",\"tab\":\"status\"}");
        for (String wrong : new String[] {"1", "\"No Tab\"", "\"" + "x".repeat(33) + "\"", "{}"}) {
            assertThat(asker.ask("{\"command\":\"OPEN_SETTINGS\",\"id\":4,\"tab\":" + wrong + "}")
                            .text("code"))
                    .as(wrong)
                    .contains("bad_request");
        }
    }

    @Test
    void aSubscriberThatDoesNotReadHoldsUpNobodyAndCatchesUpInOneStep() throws Exception {
        TestClient slow = subscriber();
        TestClient quick = subscriber();
        String much = "x".repeat(200_000);
        for (int revision = 4; revision < 200; revision++) {
            change(States.with(revision, HealthState.DOWN, much + revision));
            // Held up, it would hear nothing for as long as a client waits.
            assertThat(quick.read().text("command")).contains("CONNECTION_STATUS_CHANGED");
            assertThat(quick.read().object("snapshot").integer("revision")).hasValue(revision);
        }
        assertThat(live.server.awaitDelivered(Until.LIMIT))
                .as("events hold up no stop")
                .isTrue();
        int told = 0;
        long revision = 3;
        while (revision < 199) {
            JsonObject event = slow.read();
            if (event.text("command", "").equals("STATUS")) {
                told++;
                revision = event.object("snapshot").integer("revision").orElseThrow();
                assertThat(StatusJson.read(event.object("snapshot"))
                                .snapshot()
                                .connections()
                                .getFirst()
                                .health()
                                .reason())
                        .endsWith("x" + revision);
            }
        }
        assertThat(told).as("states that were told").isLessThan(100);
    }
}
