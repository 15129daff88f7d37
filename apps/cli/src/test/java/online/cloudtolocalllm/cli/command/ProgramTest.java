package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {

    @TempDir
    Path home;

    @Test
    void withoutACommandItShowsWhatThereIs() {
        Ending ending = new Scene(home).run();
        assertThat(ending.exitCode()).isZero();
        assertThat(ending.out()).contains("up --demo", "Commands:", "Exit codes:");
        assertThat(ending.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "start",
                "stop",
                "restart",
                "status",
                "logs",
                "chat",
                "models",
                "test",
                "version",
                "daemon",
                "demo",
                "app",
                "settings"
            })
    void everyCommandHelps(String command) {
        Ending ending = new Scene(home).without("CLOUDTOLOCALLLM_HOME").run(command, "--help");
        assertThat(ending.exitCode()).isZero();
        assertThat(ending.out()).contains("Example", "cloudtolocalllm " + command, "Exit codes:");
        assertThat(ending.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(ending.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "statsu, status",
        "modles, models",
        "strat, start",
        "list, models",
        "ls, models",
        "run, chat",
        "ask, chat",
        "ps, status",
        "stat, status",
        "serve, up",
        "hlep, help",
        "uo, up"
    })
    void aMistypedCommandIsCorrected(String typed, String meant) {
        Ending ending = new Scene(home).run(typed);
        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(ending.err())
                .isEqualTo("error: There is no command \"" + typed + "\".\nDid you mean \"cloudtolocalllm " + meant
                        + "\"? See \"cloudtolocalllm --help\".\n");
        assertThat(ending.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status --jsn, status",
        "logs -n many, logs",
        "logs -n -1, logs -n 20",
        "up --demo --no-demo, up --help",
        "up --keep, up --demo --keep",
        "start --port x, start",
        "test a b, test",
        "chat --model, chat"
    })
    void wrongUsageSaysWhatWouldHelp(String typed, String helps) {
        Ending ending = new Scene(home).run(typed.split(" ", -1));
        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(ending.err()).startsWith("error: ").contains("cloudtolocalllm " + helps);
        assertThat(ending.err()).doesNotContain("Exception");
    }

    @Test
    void hintsAndHelpNameTheCommandAsItWasTyped() {
        Scene scene = new Scene(home).command("./cloudtolocalllm");
        assertThat(scene.run("status").err()).endsWith("Start it with \"./cloudtolocalllm up\".\n");
        assertThat(scene.run("status", "--jsn").err()).contains("\"./cloudtolocalllm status --help\"");
        assertThat(scene.run("chat", "--help").out())
                .contains("./cloudtolocalllm chat \"Why", "| ./cloudtolocalllm chat")
                .doesNotContain(" cloudtolocalllm");
        assertThat(scene.run().out()).contains("  ./cloudtolocalllm up --demo").doesNotContain(" cloudtolocalllm");
    }

    @Test
    void whatResemblesNothingIsNotGuessed() {
        assertThat(new Scene(home).run("frobnicate\u001b").err())
                .isEqualTo("error: There is no command \"frobnicate\uFFFD\".\nSee \"cloudtolocalllm --help\".\n");
        assertThat(new Scene(home).run("logs", "-n", "many").err()).startsWith("error: \"many\" is no number (");
    }

    @Test
    void helpAndVersionAreFoundUnderTheirUsualNames() {
        assertThat(new Scene(home).run("help").out())
                .isEqualTo(new Scene(home).run("--help").out());
        assertThat(new Scene(home).run("help", "chat").out())
                .isEqualTo(new Scene(home).run("chat", "--help").out());
        assertThat(new Scene(home).run("--version").out()).isEqualTo("cloudtolocalllm 0.1.0\n");
        Ending unknown = new Scene(home).run("help", "list");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("no command \"list\"", "cloudtolocalllm models");
    }

    @Test
    void colourOnlyOnATerminalAndOnlyIfWanted() {
        assertThat(new Scene(home).terminal(80).run("--help").out()).contains("\u001b[");
        assertThat(new Scene(home)
                        .terminal(80)
                        .with("NO_COLOR", "1")
                        .run("--help")
                        .out())
                .doesNotContain("\u001b[");
        assertThat(new Scene(home)
                        .terminal(80)
                        .with("TERM", "dumb")
                        .run("--help")
                        .out())
                .doesNotContain("\u001b[");
        assertThat(new Scene(home).run("--help").out()).doesNotContain("\u001b[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "models", "test", "logs", "up", "start", "stop"})
    void withoutAHomeNothingIsGuessed(String command) {
        Ending ending = new Scene(home).without("CLOUDTOLOCALLLM_HOME").run(command);
        assertThat(ending.exitCode()).isEqualTo(6);
        assertThat(ending.err()).contains("HOME is not set", "CLOUDTOLOCALLLM_HOME=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "models", "test", "chat hi"})
    void withoutADaemonItSaysHowToStartOne(String command) {
        Ending ending = new Scene(home).run(command.split(" ", -1));
        assertThat(ending.exitCode()).isEqualTo(3);
        assertThat(ending.err()).isEqualTo("""
            error: The daemon is not running.
            Start it with "cloudtolocalllm up".
            """);
    }

    @Test
    void otherProgramsAreStartedByTheLauncher() throws Exception {
        Path launcher = home.resolve("launcher");
        Files.writeString(launcher, "#!/bin/sh\necho \"$@\" > '" + home.resolve("called") + "'\nexit 5\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        assertThat(new Scene(home)
                        .launcher(launcher)
                        .run("demo", "--port", "0", "--cloud")
                        .exitCode())
                .isEqualTo(5);
        assertThat(home.resolve("called")).hasContent("demo --port 0 --cloud");
        assertThat(new Scene(home).run("daemon").exitCode()).isEqualTo(1);
    }

    @Test
    void windowsAreOpenedByTheLauncherWhereTheyAreInstalled() throws Exception {
        Path launcher = home.resolve("launcher");
        Files.writeString(launcher, "#!/bin/sh\necho \"$@\" > '" + home.resolve("called") + "'\nexit 6\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Scene scene = new Scene(home).launcher(launcher).with("CLOUDTOLOCALLLM_STAGE", home.toString());
        Ending absent = scene.run("settings");
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(absent.err()).startsWith("error: This installation has no program \"settings\".\n");
        assertThat(home.resolve("called")).doesNotExist();
        Files.createFile(Files.createDirectory(home.resolve("settings")).resolve("classpath"));
        assertThat(scene.run("settings", "--tab", "status").exitCode()).isEqualTo(6);
        assertThat(home.resolve("called")).hasContent("settings --tab status");
        assertThat(scene.run("app").exitCode()).isEqualTo(1);
        Files.createFile(Files.createDirectory(home.resolve("chat")).resolve("classpath"));
        assertThat(scene.run("app").exitCode()).isEqualTo(6);
        assertThat(home.resolve("called")).hasContent("app");
    }
}
