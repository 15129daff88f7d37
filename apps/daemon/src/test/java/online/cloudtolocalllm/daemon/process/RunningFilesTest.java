package online.cloudtolocalllm.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningFilesTest {

    @TempDir
    Path folder;

    private static IpcCredentials credentials(int port) {
        return new IpcCredentials(port, "run" + port, Instant.parse("2026-11-22T09:30:00Z"), Handshake.randomText());
    }

    @Test
    void writesBothForTheOwnerOnlyAndRemovesThem() throws Exception {
        Locations locations = new Locations(folder);
        Files.writeString(locations.trayPort(), "1\n");
        Files.setPosixFilePermissions(locations.trayPort(), PosixFilePermissions.fromString("rw-rw-rw-"));
        IpcCredentials credentials = credentials(41_234);
        try (RunningFiles files = RunningFiles.write(locations, credentials)) {
            assertThat(files).isNotNull();
            assertThat(locations.trayPort()).hasContent("41234").hasSize(5);
            assertThat(IpcCredentials.fromJson(Json.parseObject(Files.readAllBytes(locations.ipcAuth()))))
                    .contains(credentials);
            for (Path file : new Path[] {locations.trayPort(), locations.ipcAuth()}) {
                assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesTheFilesOfALaterDaemon() throws Exception {
        Locations locations = new Locations(folder);
        RunningFiles earlier = RunningFiles.write(locations, credentials(1000));
        RunningFiles later = RunningFiles.write(locations, credentials(2000));
        earlier.close();
        assertThat(locations.trayPort()).hasContent("2000");
        assertThat(locations.ipcAuth()).exists();
        later.close();
        later.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhenOneCannotBeWritten() throws Exception {
        Locations locations = new Locations(folder);
        Files.createDirectory(locations.trayPort());
        Files.createFile(locations.trayPort().resolve("in the way"));
        assertThatThrownBy(() -> RunningFiles.write(locations, credentials(1000)))
                .isInstanceOf(IOException.class);
        assertThat(locations.ipcAuth()).doesNotExist();
    }
}
