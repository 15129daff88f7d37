package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upstream or a client that is a process of its own is killed while the daemon works for it. */
class KilledProcessesTest {

    private static final String TOKEN = "e2e-token";

    private TemporaryHome home;

    @BeforeEach
    void make() throws IOException {
        home = TemporaryHome.create();
    }

    @AfterEach
    void delete() throws IOException {
        home.close();
    }

    /** A local upstream and a cloud, both processes, and a daemon that has seen both. */
    private record Stage(DemoUpstream local, DemoUpstream cloud, DaemonProcess daemon) implements AutoCloseable {

        static Stage open(TemporaryHome home, String localSpeed) throws IOException, InterruptedException {
            Path tokenFile = home.folder().resolve("token");
            OwnerOnlyFiles.replace(tokenFile, TOKEN);
            DemoUpstream cloud =
                    DemoUpstream.start("--cloud", "--token-file", tokenFile.toString(), "--tokens-per-second", "10000");
            DemoUpstream local = DemoUpstream.start("--tokens-per-second", localSpeed);
            home.write(Connections.none().local(local.url()).cloud(cloud.url(), TOKEN, true));
            // A probe that noticed what is killed before the next request would leave nothing to fail over from.
            home.probeOnce();
            Stage stage = new Stage(local, cloud, Programs.startDaemon(home));
            stage.gateway().await(Gateway.LOCAL, HealthState.UP);
            stage.gateway().await(Gateway.CLOUD, HealthState.UP);
            return stage;
        }

        Gateway gateway() {
            return Gateway.of(daemon);
        }

        @Override
        public void close() {
            daemon.close();
            local.close();
            cloud.close();
        }
    }

    @Test
    void theCloudAnswersWhenTheLocalUpstreamWasKilledBetweenRequests() throws Exception {
        try (Stage stage = Stage.open(home, "10000")) {
            assertAnsweredBy(stage.gateway(), Gateway.LOCAL);
            stage.local().kill();
            for (int failedConnects = 0; failedConnects < 3; failedConnects++) {
                assertAnsweredBy(stage.gateway(), Gateway.CLOUD);
            }
            stage.gateway().await(Gateway.LOCAL, HealthState.DOWN);
            DaemonStatus status = stage.gateway().status();
            assertThat(status.snapshot().active()).contains(new ConnectionId(Gateway.CLOUD));
            assertThat(status.snapshot().lastFailover()).hasValueSatisfying(failover -> assertThat(failover)
                    .returns(new ConnectionId(Gateway.LOCAL), FailoverEvent::from)
                    .returns(new ConnectionId(Gateway.CLOUD), FailoverEvent::to));
        }
    }

    @Test
    void anAnswerIsOpenlyBrokenWhenTheLocalUpstreamWasKilledInItsMiddle() throws Exception {
        try (Stage stage = Stage.open(home, "20");
                OpenChat chat = stage.gateway().openChat("demo", "count to 500")) {
            assertThat(chat.head().first("X-Served-By")).contains(Gateway.LOCAL);
            stage.local().kill();
            Answer cut = chat.finish();
            assertThat(cut.isWhole()).isFalse();
            assertThat(cut.lines()).hasSizeBetween(2, 499);
            assertThat(cut.lines().getLast()).startsWith("{\"error\":\"local_ollama ");
            assertThat(cut.text()).doesNotContain("\"done\":true");
            assertAnsweredBy(stage.gateway(), Gateway.CLOUD);
        }
    }

    private static void assertAnsweredBy(Gateway gateway, String connection) throws IOException {
        Answer answer = gateway.chat("demo", "hi");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.head().first("X-Served-By")).contains(connection);
        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.lines().getLast()).contains("\"done\":true");
    }

    @Test
    void aKilledClientFreesItsUpstream() throws Exception {
        Gate midStream = new Gate();
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama()) {
            home.write(Connections.none().local(upstream.url()));
            try (DaemonProcess daemon = Programs.startDaemon(home)) {
                Gateway gateway = Gateway.of(daemon);
                gateway.await(Gateway.LOCAL, HealthState.UP);
                upstream.on(
                        Gateway.CHAT,
                        new Fault.HangsBeforeFirstByte(),
                        Reply.ndjson(List.of("{\"message\":{\"content\":\"one\\n\"}}", "{\"done\":true}"))
                                .holdAfter(1, midStream));

                try (AppProcess client = AppProcess.start(
                        Programs.cli(home, "chat", "--model", "tiny", "hi").input(""))) {
                    SeenRequest waiting = upstream.awaitRequest(Gateway.CHAT);
                    client.kill();
                    upstream.awaitClientGone(waiting);
                }
                try (AppProcess client = AppProcess.start(
                        Programs.cli(home, "chat", "--model", "tiny", "hi").input(""))) {
                    SeenRequest streaming = upstream.awaitRequest(Gateway.CHAT);
                    client.awaitOutputLine("one"::equals);
                    client.kill();
                    upstream.awaitClientGone(streaming);
                }
                gateway.await("nothing is on its way", status -> status.requestsRunning() == 0);
            } finally {
                midStream.open();
            }
        }
    }
}
