package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.settings.model.status.RequestFilter.Choice;
import online.cloudtolocalllm.settings.model.status.Requests;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** The page "Status", looked at while things happen. */
class StatusTabTest {

    private final Instant started = Instant.now().minusSeconds(600);

    private final AtomicReference<JsonObject> list = new AtomicReference<>(Requests.list(0));
    private TemporaryHome home;
    private PlayedSettings played;
    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        played = new PlayedSettings(home.locations(), JsonObject.EMPTY, JsonObject.EMPTY)
                .on("LIST_REQUESTS", ignored -> list.get())
                .on("GET_STATS", ignored -> JsonObject.of("all", JsonObject.of("requests", 4711)));
        played.tell(status(1, Optional.of("local_ollama")));
        window = new OpenWindow(home.locations());
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        played.close();
        home.close();
    }

    private DaemonStatus status(long revision, Optional<String> active) {
        List<ConnectionStatus> connections = List.of(
                connection("local_ollama", HealthState.UP, ""),
                connection("gpu_box", HealthState.DOWN, "no route to 192.168.1.20"));
        return new DaemonStatus(
                "0.1.0",
                1,
                started,
                "http://127.0.0.1:11435",
                58_000_000,
                0,
                0,
                4,
                List.of("totals.json was set aside"),
                new StatusSnapshot(revision, started, connections, active.map(ConnectionId::new), Optional.empty()));
    }

    private ConnectionStatus connection(String name, HealthState state, String reason) {
        return new ConnectionStatus(
                new ConnectionId(name),
                ConnectionKind.OLLAMA,
                "http://127.0.0.1:1",
                true,
                10,
                new Health(state, started, reason),
                Optional.empty(),
                List.of("tiny"),
                true,
                Optional.of(Duration.ofMillis(3)),
                Optional.empty());
    }

    private TableView<?> table(String id) {
        return window.robot().lookup(id).queryAs(TableView.class);
    }

    private boolean has(String id, int lines) throws InterruptedException {
        return window.until(() -> table(id).getItems().size() == lines);
    }

    private String clipboard() {
        return WaitForAsyncUtils.waitForAsyncFx(
                Until.LIMIT.toMillis(), () -> Clipboard.getSystemClipboard().getString());
    }

    @Test
    void whatHappensIsSeenAsItHappens() throws Exception {
        window.turn("status");
        assertThat(window.sees("local_ollama serves")).isTrue();
        assertThat(window.sees("No route to 192.168.1.20.")).isTrue();
        assertThat(window.sees("totals.json was set aside.")).isTrue();
        assertThat(window.sees("No request has come yet.")).as("the next step").isTrue();
        assertThat(window.sees("No connection had to step in")).isTrue();
        assertThat(window.sees("4711")).as("the totals").isTrue();

        list.set(Requests.list(1, Requests.after(9, Requests.running("b", "local_ollama")), Requests.failedOver("a")));
        assertThat(has("#requests", 2)).isTrue();
        assertThat(window.sees("running for 2 s")).isTrue();
        assertThat(has("#failovers", 1)).isTrue();
        list.set(Requests.list(2, Requests.after(9, Requests.stream("b", "local_ollama"))));
        assertThat(window.seesNoMore("running for 2 s")).isTrue();
        played.daemon()
                .tell(new DaemonEvent.Failover(new FailoverEvent(
                        Instant.now(), new ConnectionId("gpu_box"), new ConnectionId("cloud"), "no route", "big")));
        assertThat(has("#failovers", 2)).isTrue();

        window.click("#status-copy");
        assertThat(window.sees("The status was copied.")).isTrue();
        assertThat(clipboard())
                .contains(
                        "local_ollama serves",
                        "gpu_box\tOllama on this computer",
                        "\teditor\tllama3.2\tcloud_proxy\t2\t")
                .contains("gpu_box\tcloud\tbig\tno route", "All\teverything\t4711");

        played.tell(status(2, Optional.empty()));
        assertThat(window.sees("No connection serves")).isTrue();
        played.daemon().close();
        assertThat(window.sees("Nothing is served while the daemon is away")).isTrue();
        assertThat(has("#requests", 2)).as("what is known stays").isTrue();
    }

    @Test
    void aRowOpensTheStoryAndKeysDoItAll() throws Exception {
        list.set(Requests.list(
                3,
                Requests.after(5, Requests.stream("well", "local_ollama")),
                Requests.after(3, Requests.failedOver("over")),
                Requests.refused("none")));
        window.turn("status");
        assertThat(has("#requests", 3)).isTrue();
        window.robot().interact(() -> {
            table("#requests").requestFocus();
            table("#requests").getSelectionModel().clearAndSelect(1);
        });
        window.robot().push(KeyCode.ENTER);
        assertThat(window.sees("could not be asked: nothing listens on 192.168.1.20:11434"))
                .isTrue();
        window.robot().push(KeyCode.DOWN);
        assertThat(window.sees("Nobody answered. No connection answered.")).isTrue();

        list.set(Requests.list(4, Requests.after(8, Requests.stream("new", "local_ollama"))));
        assertThat(has("#requests", 4)).isTrue();
        assertThat(window.sees("Nobody answered.")).as("what was chosen stays").isTrue();
        assertThat(window.until(() -> table("#requests").getSelectionModel().getSelectedIndex() == 3))
                .isTrue();
        window.robot().push(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(window.until(() -> clipboard().contains("○ refused: no connection answered")))
                .isTrue();
        window.click("#story-copy");
        assertThat(window.until(() -> clipboard().contains("✗ local_ollama did not answer in time (8 s)")))
                .isTrue();
        window.robot().push(KeyCode.ESCAPE);
        assertThat(window.seesNoMore("Nobody answered.")).isTrue();

        window.robot().push(KeyCode.SHORTCUT, KeyCode.K);
        window.robot().write("cloud EDITOR");
        assertThat(has("#requests", 1)).isTrue();
        assertThat(window.sees("1 of 4")).isTrue();
        window.robot().push(KeyCode.ESCAPE);
        assertThat(has("#requests", 4)).isTrue();
        window.robot().interact(() -> choice().setValue(Choice.FAILED));
        assertThat(has("#requests", 1)).isTrue();
        window.put("#requests-filter", "nothing like it");
        assertThat(window.sees("No request that is remembered fits.")).isTrue();
    }

    @SuppressWarnings("unchecked")
    private ChoiceBox<Choice> choice() {
        return window.robot().lookup("#requests-outcome").queryAs(ChoiceBox.class);
    }

    @Test
    void nothingIsAskedWhileItIsNotLookedAt() throws Exception {
        assertThat(window.sees("There is no connection yet"))
                .as("the daemon answers, and what it told before is read")
                .isTrue();
        assertThat(played.daemon().received("LIST_REQUESTS")).isEmpty();
        window.turn("status");
        assertThat(asked(1)).as("at once, and each second").isTrue();
        window.turn("general");
        int before = played.daemon().received("LIST_REQUESTS").size();
        // One may be on its way.
        assertThat(Until.holds(
                        Duration.ofMillis(2_500),
                        () -> played.daemon().received("LIST_REQUESTS").size() > before + 1))
                .isFalse();
        window.turn("status");
        assertThat(asked(before + 2)).isTrue();
    }

    private boolean asked(int times) throws InterruptedException {
        return Until.holds(
                Until.LIMIT, () -> played.daemon().received("LIST_REQUESTS").size() > times);
    }

    @Test
    void aThousandRequestsStayInTheirPlaceWhileOthersCome() throws Exception {
        List<JsonObject> all = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> Requests.after(1_000 - i, Requests.stream("r" + i, "local_ollama")))
                .toList());
        list.set(Requests.list(1_000, all.toArray(JsonObject[]::new)));
        window.turn("status");
        assertThat(has("#requests", 1_000)).isTrue();
        window.robot().interact(() -> {
            table("#requests").getSelectionModel().clearAndSelect(500);
            table("#requests").scrollTo(500);
        });
        Object chosen = table("#requests").getItems().get(500);
        list.set(Requests.list(1_001, Requests.after(2_000, Requests.stream("new", "gpu_box"))));
        assertThat(window.until(() -> table("#requests").getItems().indexOf(chosen) == 501))
                .isTrue();
        assertThat(window.until(() -> table("#requests").getSelectionModel().getSelectedIndex() == 501
                        && table("#requests")
                                .getSelectionModel()
                                .getSelectedItems()
                                .equals(List.of(chosen))))
                .isTrue();
        assertThat(table("#requests").getItems()).hasSize(1_000);
    }
}
