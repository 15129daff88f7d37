package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.Finished;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.After;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command as its own process beside a real daemon. */
class CommandLineTest {

    private static ScriptedUpstream upstream;
    private static TemporaryHome home;
    private static DaemonProcess daemon;

    @BeforeAll
    static void start() throws Exception {
        upstream = ScriptedUpstream.ollama();
        home = TemporaryHome.with(Connections.none().local(upstream.url()));
        daemon = Programs.startDaemon(home);
        Gateway.of(daemon).await("the models are known", status -> status.snapshot()
                .connection(new ConnectionId(Gateway.LOCAL))
                .orElseThrow()
                .modelsKnown());
    }

    @AfterAll
    static void stop() throws IOException {
        daemon.close();
        upstream.close();
        home.close();
    }

    private static Finished cli(String... arguments) throws Exception {
        return Programs.run(Programs.cli(home, arguments));
    }

    private static Finished good(Finished finished) {
        assertThat(finished.exitCode()).as(finished.errors()).isZero();
        return finished;
    }

    private static void assertFailed(Finished finished, int exitCode, String... words) {
        assertThat(finished.exitCode()).as(finished.errors()).isEqualTo(exitCode);
        assertThat(finished.errors()).startsWith("error: ").contains(words).doesNotContain("Exception");
    }

    @Test
    void statusAnswersInItsFirstLine() throws Exception {
        Finished status = good(cli("status"));
        assertThat(status.outputLines().getFirst()).startsWith("Serving on " + daemon.url());
        assertThat(status.output()).contains("● " + Gateway.LOCAL).doesNotContain("\u001b");
        DaemonStatus json =
                StatusJson.read(Json.parseObject(good(cli("status", "--json")).output()));
        assertThat(json.pid()).isEqualTo(daemon.process().pid());
        assertThat(json.snapshot().active()).contains(new ConnectionId(Gateway.LOCAL));
    }

    @Test
    void modelsAndTestAndLogs() throws Exception {
        assertThat(good(cli("models")).output()).contains("tiny").contains(Gateway.LOCAL);
        assertThat(good(cli("test")).output()).contains(Gateway.LOCAL).contains("works");
        assertFailed(cli("test", "nobody"), 2, "nobody", Gateway.LOCAL);
        assertThat(good(cli("logs")).output()).contains("serving on " + daemon.url());
    }

    @Test
    void chatPrintsTheAnswer() throws Exception {
        String answer = Offer.usual().text() + "\n";
        assertThat(good(cli("chat", "How", "many?")).output()).isEqualTo(answer);
        assertThat(asked()).isEqualTo("How many?");
        Finished piped = good(Programs.run(Programs.cli(home, "chat").input("Was ist größer: 1 oder 2?\n")));
        assertThat(piped.output()).isEqualTo(answer);
        assertThat(asked()).isEqualTo("Was ist größer: 1 oder 2?\n");
    }

    private static String asked() throws Exception {
        JsonObject request = upstream.awaitRequest(Gateway.CHAT).json().orElseThrow();
        return request.array("messages").objects().getLast().text("content", "");
    }

    @Test
    void chatNeverTakesACutStreamForAnAnswer() throws Exception {
        upstream.on(
                Gateway.CHAT,
                new Fault.CutByFin(
                        Reply.ndjson(List.of("{\"message\":{\"content\":\"One \"}}", "{\"done\":true}")),
                        After.chunks(1)));
        Finished cut = cli("chat", "hi");
        assertFailed(cut, 1, "is not whole", Gateway.LOCAL, "cloudtolocalllm status");
        assertThat(cut.output()).isEqualTo("One \n");
        upstream.awaitRequest(Gateway.CHAT);
    }

    @Test
    void chatWithAModelThatDoesNotExist() throws Exception {
        Finished missing = cli("chat", "--model", "no-such-model", "hi");
        assertFailed(missing, 1, "no-such-model", "cloudtolocalllm models", "cloudtolocalllm pull no-such-model");
        assertThat(missing.output()).isEmpty();
        upstream.awaitRequest(Gateway.CHAT);
    }

    @Test
    void chatWithNothingToAsk() throws Exception {
        assertFailed(cli("chat"), 2, "nothing to ask");
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsu", "modles"})
    void aCommandThatDoesNotExist(String command) throws Exception {
        assertFailed(cli(command), 2, command, "Did you mean", "--help");
    }

    @Test
    void nothingIsUp() throws Exception {
        ScriptedUpstream gone = ScriptedUpstream.ollama();
        gone.goDown();
        try (gone;
                TemporaryHome other = TemporaryHome.with(Connections.none().local(gone.url()));
                DaemonProcess idle = Programs.startDaemon(other)) {
            Gateway.of(idle).await(Gateway.LOCAL, HealthState.DOWN);
            assertFailed(
                    Programs.run(Programs.cli(other, "chat", "hi")),
                    4,
                    "No connection can serve",
                    Gateway.LOCAL,
                    "ollama serve");
            assertFailed(
                    Programs.run(Programs.cli(other, "chat", "--model", "tiny", "hi")),
                    4,
                    Gateway.LOCAL,
                    "cloudtolocalllm status");
            assertThat(Programs.run(Programs.cli(other, "status")).exitCode()).isEqualTo(4);
            assertThat(Programs.run(Programs.cli(other, "test")).exitCode()).isEqualTo(1);

            Finished stopped = good(Programs.run(Programs.cli(other, "stop")));
            assertThat(stopped.output()).isEqualTo("The daemon has stopped.\n");
            assertThat(idle.process().awaitExit(Until.LIMIT).exitCode()).isZero();
        }
    }

    @Test
    void theDaemonIsNotRunning() throws Exception {
        try (TemporaryHome empty = TemporaryHome.create()) {
            for (String command : new String[] {"status", "models", "test", "chat"}) {
                Finished finished = Programs.run(Programs.cli(empty, command).input("hi"));
                assertFailed(finished, 3, "not running", "cloudtolocalllm up");
                assertThat(finished.output()).isEmpty();
            }
            assertThat(good(Programs.run(Programs.cli(empty, "stop"))).output())
                    .isEqualTo("The daemon was not running.\n");
            assertFailed(Programs.run(Programs.cli(empty, "logs")), 1, "no log yet", "cloudtolocalllm up");
        }
    }
}
