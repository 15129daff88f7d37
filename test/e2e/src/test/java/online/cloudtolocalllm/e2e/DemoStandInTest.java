package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo that the daemon starts as a process of its own, for as long as nothing real is there. */
class DemoStandInTest {

    private static final String DEMO = "demo";

    private ScriptedUpstream real;
    private TemporaryHome home;

    @BeforeEach
    void make() throws IOException {
        real = ScriptedUpstream.ollama();
        real.goDown();
        home = TemporaryHome.with(Connections.none().local(real.url()));
    }

    @AfterEach
    void delete() throws IOException {
        real.close();
        home.close();
    }

    /** As the launcher does for {@code cloudtolocalllm demo …}: the daemon knows nothing but a script. */
    private DaemonProcess startDaemon() throws IOException, InterruptedException {
        Path script = home.folder().resolve("a launcher.sh");
        String java = Programs.demo().words().getFirst();
        Files.writeString(
                script,
                "#!/bin/sh\n[ \"$1\" = demo ] || exit 2\nshift\nexec '" + java + "' -cp '" + Programs.CLASS_PATH
                        + "' online.cloudtolocalllm.demo.Main --tokens-per-second 10000 \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return DaemonProcess.start(
                Programs.daemon(home).javaOptions(List.of("-Dcloudtolocalllm.launcher=" + script)), home);
    }

    private static ProcessHandle demoOf(DaemonProcess daemon) {
        List<ProcessHandle> children = ProcessHandle.of(daemon.process().pid())
                .orElseThrow()
                .children()
                .toList();
        assertThat(children).hasSize(1);
        return children.getFirst();
    }

    private static void awaitEnd(ProcessHandle process) throws Exception {
        process.onExit().get(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void servesUntilSomethingRealIsUp() throws Exception {
        try (DaemonProcess daemon = startDaemon();
                DaemonLink link = DaemonLink.open(home.locations())) {
            Gateway gateway = Gateway.of(daemon);
            String address = link.startDemo();
            assertThat(link.startDemo()).isEqualTo(address);
            ProcessHandle demo = demoOf(daemon);
            gateway.await(DEMO, HealthState.UP);
            List<ConnectionStatus> all = gateway.status().snapshot().connections();
            ConnectionStatus last = all.getLast();
            assertThat(all.subList(0, all.size() - 1))
                    .isNotEmpty()
                    .allMatch(connection -> connection.priority() < last.priority());
            assertThat(last.id().name()).isEqualTo(DEMO);
            assertThat(last.kind()).isEqualTo(ConnectionKind.DEMO);
            assertThat(last.address()).isEqualTo(address);
            Answer answer = gateway.chat(DEMO, "hi");
            assertThat(answer.head().first("X-Served-By")).contains(DEMO);
            assertThat(answer.isWhole()).isTrue();

            real.comeUp();
            gateway.await("the demo is gone", status -> status.snapshot().connections().stream()
                    .noneMatch(connection -> connection.id().name().equals(DEMO)));
            awaitEnd(demo);
            assertThat(Gateway.listens(HostPort.parse(address, daemon.gateway()).orElseThrow()))
                    .isFalse();
            assertThat(gateway.chat("tiny", "hi").head().first("X-Served-By")).contains(Gateway.LOCAL);
            assertThatThrownBy(link::startDemo)
                    .asInstanceOf(InstanceOfAssertFactories.type(DaemonException.Refused.class))
                    .returns("demo_not_needed", DaemonException.Refused::code)
                    .returns(DaemonException.Effect.NONE, DaemonException::effect);
            assertThat(ProcessHandle.of(daemon.process().pid()).orElseThrow().children())
                    .isEmpty();
        }
    }

    @Test
    void endsWithADaemonThatIsKilledAndWithOneThatIsStopped() throws Exception {
        for (boolean killed : new boolean[] {true, false}) {
            try (DaemonProcess daemon = startDaemon();
                    DaemonLink link = DaemonLink.open(home.locations())) {
                link.startDemo();
                ProcessHandle demo = demoOf(daemon);
                if (killed) {
                    daemon.kill();
                } else {
                    assertThat(daemon.stop().exitCode()).isZero();
                }
                awaitEnd(demo);
            }
        }
    }

    @Test
    void aKilledDemoIsNoConnectionAnyMoreAndCanBeStartedAgain() throws Exception {
        try (DaemonProcess daemon = startDaemon();
                DaemonLink link = DaemonLink.open(home.locations())) {
            Gateway gateway = Gateway.of(daemon);
            link.startDemo();
            gateway.await(DEMO, HealthState.UP);
            assertThat(demoOf(daemon).destroyForcibly()).isTrue();
            gateway.await("the demo is gone", status -> status.snapshot().connections().stream()
                    .noneMatch(connection -> connection.id().name().equals(DEMO)));
            link.startDemo();
            gateway.await(DEMO, HealthState.UP);
        }
    }

    @Test
    void withoutALauncherItSaysHowToStart() throws Exception {
        try (DaemonProcess daemon = Programs.startDaemon(home);
                DaemonLink link = DaemonLink.open(home.locations())) {
            assertThatThrownBy(link::startDemo)
                    .hasMessageContaining("cloudtolocalllm start")
                    .asInstanceOf(InstanceOfAssertFactories.type(DaemonException.Refused.class))
                    .returns("demo_no_launcher", DaemonException.Refused::code);
            assertThat(daemon.process().isAlive()).isTrue();
        }
    }
}
