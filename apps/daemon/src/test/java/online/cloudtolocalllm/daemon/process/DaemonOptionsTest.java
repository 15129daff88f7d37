package online.cloudtolocalllm.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonOptionsTest {

    private static DaemonOptions parse(String line, Map<String, String> environment) {
        return DaemonOptions.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")), environment);
    }

    private static DaemonOptions parse(String line) {
        return parse(line, Map.of());
    }

    private static Optional<HostPort> at(String host, int port) {
        return Optional.of(new HostPort(host, port));
    }

    @Test
    void nothingMeansAFreePortAndTheConfiguredGateway() {
        assertThat(parse("")).isEqualTo(new DaemonOptions.Run(0, Optional.empty(), false, false));
    }

    @Test
    void readsEveryOption() {
        assertThat(parse("--port 4000 --gateway 127.0.0.1:9000 --no-tray --debug"))
                .isEqualTo(new DaemonOptions.Run(4000, at("127.0.0.1", 9000), true, true));
        assertThat(parse("--port=0 --gateway=localhost:0 --port=65535"))
                .isEqualTo(new DaemonOptions.Run(65_535, at("localhost", 0), false, false));
        assertThat(parse("--gateway 9000")).isEqualTo(new DaemonOptions.Run(0, at("127.0.0.1", 9000), false, false));
        assertThat(parse("--gateway [::1]:9000")).isEqualTo(new DaemonOptions.Run(0, at("::1", 9000), false, false));
    }

    @Test
    void theEnvironmentMovesTheGatewayUnlessTheCommandLineDoes() {
        Map<String, String> environment = Map.of("CLOUDTOLOCALLLM_GATEWAY", "127.0.0.1:7000");
        assertThat(parse("", environment)).isEqualTo(new DaemonOptions.Run(0, at("127.0.0.1", 7000), false, false));
        assertThat(parse("--gateway :8000", environment))
                .isEqualTo(new DaemonOptions.Run(0, at("127.0.0.1", 8000), false, false));
        assertThat(parse("", Map.of("CLOUDTOLOCALLLM_GATEWAY", "")))
                .isEqualTo(new DaemonOptions.Run(0, Optional.empty(), false, false));
        assertThat(parse("", Map.of("CLOUDTOLOCALLLM_GATEWAY", "a b")))
                .isInstanceOfSatisfying(DaemonOptions.Wrong.class, wrong -> assertThat(wrong.message())
                        .startsWith("CLOUDTOLOCALLLM_GATEWAY needs an address"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port x",
                "--port -1",
                "--port 65536",
                "--port 99999999999",
                "--port=",
                "--gateway",
                "--gateway=",
                "--gateway a/b",
                "--gateway 0.0.0.0:11435",
                "--gateway 192.168.1.2:11435",
                "--gateway example.com",
                "--gateway 127.0.0.1.evil.com:80",
                "--gateway 127.0.0.1:70000",
                "--no-tray=yes",
                "--debug=1",
                "--verbose",
                "-p",
                "start",
            })
    void wrongUseIsExplainedInOneLine(String line) {
        assertThat(parse(line)).isInstanceOfSatisfying(DaemonOptions.Wrong.class, wrong -> assertThat(wrong.message())
                .contains("--help")
                .doesNotContain("\n"));
    }

    @Test
    void hostileTextIsShownWithoutControlCharacters() {
        DaemonOptions wrong = DaemonOptions.parse(List.of("\u001b[31m" + "x".repeat(1000)), Map.of());
        assertThat(((DaemonOptions.Wrong) wrong).message())
                .doesNotContain("\u001b")
                .hasSizeLessThan(200);
    }

    @Test
    void helps() {
        for (String option : List.of("--help", "-h", "--debug --help")) {
            assertThat(parse(option)).isEqualTo(new DaemonOptions.Help(DaemonOptions.USAGE));
        }
        assertThat(DaemonOptions.USAGE)
                .contains("--port", "--gateway", "--no-tray", "--debug")
                .endsWith("\n");
    }
}
