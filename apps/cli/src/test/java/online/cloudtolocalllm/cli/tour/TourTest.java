package online.cloudtolocalllm.cli.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import online.cloudtolocalllm.cli.fake.FakeServer;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The tour's ways to fail; that it succeeds is seen with the real programs. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers of this test are shell scripts")
class TourTest {

    @TempDir
    Path folder;

    @Test
    void aServerThatDoesNotStartEndsTheTourWithItsWords() throws Exception {
        Ending ending = tour("echo 'error: no room' >&2; exit 1");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.out()).contains("1  Two demonstration servers", "✗ a demonstration server did not say");
        assertThat(ending.err())
                .contains("Step 1 of the tour did not work", "demo.out: error: no room", "cloudtolocalllm daemon");
    }

    @Test
    void aServerThatSpeaksNonsenseIsToldAndEnded() throws Exception {
        Ending ending = tour("echo $$ > '" + folder.resolve("pid") + "'; echo hello; exec cat");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.err()).contains("but: hello");
        assertThat(ProcessHandle.of(Long.parseLong(
                                Files.readString(folder.resolve("pid")).strip()))
                        .filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void aServerThatForgetsToAskForTheTokenIsNoticed() throws Exception {
        try (FakeServer open = new FakeServer(request -> FakeServer.plain(200, "{\"version\":\"1\"}"))) {
            Ending ending = tour("echo 'demo: serving on http://" + open.address() + "'; exec cat");
            assertThat(ending.err()).contains("answered 200 where 401 was expected");
        }
    }

    @Test
    void aDaemonThatDoesNotComeUpEndsTheTourInItsOwnFolder() throws Exception {
        try (FakeServer upstream = new FakeServer(request -> request.startsWith("GET /api/version ")
                ? FakeServer.plain(200, "{\"version\":\"1\"}")
                : FakeServer.plain(401, "{}"))) {
            Ending ending = tour("case $1 in demo) echo 'demo: serving on http://" + upstream.address()
                    + "'; exec cat;; *) cat \"$CLOUDTOLOCALLLM_HOME/connection_config.json\"; echo \"$@\";"
                    + " exit 5;; esac");
            assertThat(ending.exitCode()).isEqualTo(1);
            assertThat(ending.out()).contains("✓ both answer", "2  The daemon");
            assertThat(ending.err())
                    .contains(
                            "Step 2",
                            "exit code 5",
                            "daemon --port 0 --gateway 127.0.0.1:0 --no-tray",
                            "Everything was cleared away");
        }
    }

    private Ending tour(String script) throws IOException {
        Path launcher = folder.resolve("a launcher");
        // Where this tour is: others may be under way on the same computer.
        Path homes = folder.resolve("homes");
        Files.writeString(launcher, "#!/bin/sh\necho \"$CLOUDTOLOCALLLM_HOME\" >> '" + homes + "'\n" + script + "\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Path home = folder.resolve("untouched");
        Ending ending =
                new Scene(home).with("PATH", "/usr/bin:/bin").launcher(launcher).run("up", "--demo");
        assertThat(home).doesNotExist();
        assertThat(Files.readAllLines(homes))
                .isNotEmpty()
                .allSatisfy(inTour -> assertThat(Path.of(inTour).getParent()).doesNotExist());
        return ending;
    }
}
