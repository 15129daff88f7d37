package online.cloudtolocalllm.config.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes settings: what it said was saved is there, and the files are whole. */
class KilledWriterTest {

    private static final int KILLS = 20;

    @TempDir
    Path home;

    private Process writer(int from) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SettingsWriter.class.getName(),
                        home.toString(),
                        String.valueOf(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void whateverTheMomentTheFilesAreWholeAndNothingSavedIsLost() throws Exception {
        int number = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            number = killedAfter(writer(number), 3 + kill);
            assertThat(priorityIn("connection_config.json")).as("kill %s", kill).isBetween((long) number, number + 1L);
            assertThat(priorityIn("connection_config.json.bak")).isBetween(number - 1L, number + 1L);
            assertOwnerOnly();
            number += 2;
        }
    }

    /** Kills the process after so many changes and tells the last that it said was saved. */
    private static int killedAfter(Process writer, int changes) throws IOException, InterruptedException {
        int last = 0;
        try (BufferedReader said = writer.inputReader()) {
            for (int i = 0; i < changes; i++) {
                last = Integer.parseInt(said.readLine());
            }
            // By its handle: the process itself would close the pipe that is still to be read.
            writer.toHandle().destroyForcibly();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                // The last line may be cut off like everything else.
                last = line.isEmpty() ? last : Math.max(last, Integer.parseInt(line));
            }
        } finally {
            writer.destroyForcibly();
            assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        return last;
    }

    private long priorityIn(String file) throws IOException, MalformedJsonException {
        JsonObject json = Json.parseObject(Files.readAllBytes(home.resolve(file)));
        assertThat(json.fields().keySet()).containsExactly("local_ollama", "cloud_proxy");
        return json.object("local_ollama").integer("priority").orElseThrow();
    }

    private void assertOwnerOnly() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------"));
        }
    }
}
