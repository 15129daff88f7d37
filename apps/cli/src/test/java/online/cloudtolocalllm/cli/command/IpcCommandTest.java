package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import online.cloudtolocalllm.cli.fake.AnsweringDaemon;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpcCommandTest {

    private static final String OFF = "{'on':false,'until':null,'always':false}";
    private static final String ALWAYS = "{'on':true,'until':null,'always':true}";

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "ipc legacy on,'{''on'':true,''minutes'':15}'",
        "ipc legacy on --for 2h,'{''on'':true,''minutes'':120}'",
        "ipc legacy on --for 24h,'{''on'':true,''minutes'':1440}'",
        "ipc legacy on --for 7,'{''on'':true,''minutes'':7}'",
        "ipc legacy on --always,'{''on'':true,''always'':true}'",
        "ipc legacy off,'{''on'':false}'",
        "ipc legacy status,'{}'",
        "ipc legacy,'{}'",
        "ipc,'{}'"
    })
    void saysWhatIsWanted(String typed, String asked) throws Exception {
        Scene scene = new Scene(home);
        try (AnsweringDaemon daemon = new AnsweringDaemon(scene.locations()).on("LEGACY", OFF)) {
            assertThat(scene.run(typed.split(" ")).out()).isEqualTo("Old clients are not let in.\n");
            assertThat(daemon.asked("LEGACY")).containsExactly(asked);
        }
    }

    @Test
    void saysWhatHolds() throws Exception {
        Scene scene = new Scene(home);
        try (AnsweringDaemon daemon = new AnsweringDaemon(scene.locations()).on("LEGACY", ALWAYS)) {
            assertThat(scene.run("ipc", "legacy", "status").out())
                    .isEqualTo("Old clients are let in without a proof, always.\n");
            assertThat(scene.run("ipc", "legacy", "status", "--json").out())
                    .isEqualTo(ALWAYS.replace('\'', '"') + "\n");
            daemon.on("LEGACY", "{'on':true,'until':'2199-01-02T03:04:05Z','always':false}");
            assertThat(scene.run("ipc", "legacy", "on").out())
                    .matches("Old clients are let in without a proof until Jan [123], [0-9:]{5}\\.\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0m", "25h", "1441", "-3", "soon", "99999h", "1d"})
    void aTimeThatIsNoneIsWrongUsage(String time) throws Exception {
        Scene scene = new Scene(home);
        try (AnsweringDaemon daemon = new AnsweringDaemon(scene.locations()).on("LEGACY", OFF)) {
            Ending wrong = scene.run("ipc", "legacy", "on", "--for=" + time);
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err()).contains("such as 15m", "ipc legacy on --help");
            assertThat(scene.run("ipc", "legacy", "on", "--for", "5m", "--always")
                            .exitCode())
                    .isEqualTo(2);
            assertThat(daemon.asked("LEGACY")).isEmpty();
        }
    }

    @Test
    void withoutADaemonItSaysSo() throws Exception {
        assertThat(new Scene(home).run("ipc", "legacy", "on").exitCode()).isEqualTo(3);
    }
}
