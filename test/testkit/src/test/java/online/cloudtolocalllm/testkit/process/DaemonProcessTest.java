package online.cloudtolocalllm.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.testkit.Leaks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DaemonProcessTest {

    private Leaks leaks;
    private TemporaryHome home;

    @BeforeEach
    void start() throws Exception {
        leaks = Leaks.baseline();
        home = TemporaryHome.create();
    }

    @AfterEach
    void stop() throws Exception {
        home.close();
        leaks.assertNone();
    }

    @Test
    void waitsForGatewayAndCredentials() throws Exception {
        try (DaemonProcess daemon = DaemonProcess.start(fake(), home)) {
            assertThat(daemon.gateway()).isEqualTo(new HostPort("127.0.0.1", 1234));
            assertThat(daemon.url()).isEqualTo("http://127.0.0.1:1234");
            assertThat(daemon.ipc().port()).isEqualTo(4321);
            assertThat(daemon.outputLines()).contains("starting");
            assertThat(daemon.stop().exitCode()).isEqualTo(128 + 15);
        }
    }

    @Test
    void canBeKilled() throws Exception {
        try (DaemonProcess daemon = DaemonProcess.start(fake(), home)) {
            assertThat(daemon.kill().exitCode()).isEqualTo(128 + 9);
        }
    }

    @Test
    void tellsWhatADaemonSaidThatDoesNotStart() {
        assertThatThrownBy(() -> DaemonProcess.start(fake().arguments(List.of("5")), home))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cannot start");
    }

    @Test
    void startsTheDaemonWithoutTrayOnFreePorts() {
        Command command = DaemonProcess.command("a.jar", home);
        assertThat(command.words())
                .endsWith("online.cloudtolocalllm.daemon.Main", "--port", "0", "--gateway", "127.0.0.1:0", "--no-tray");
        assertThat(command.environment()).isEqualTo(home.environment());
    }

    private Command fake() {
        return Command.java(System.getProperty("java.class.path"), FakeDaemon.class.getName())
                .in(home);
    }
}
