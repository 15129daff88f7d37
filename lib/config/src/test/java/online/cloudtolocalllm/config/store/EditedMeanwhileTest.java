package online.cloudtolocalllm.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits by hand while a change is made. */
class EditedMeanwhileTest {

    private static final int EDITS = 150;

    @TempDir
    Path home;

    private Path path() {
        return new Locations(home).connectionConfig();
    }

    @Test
    void whatSomebodyWroteSinceTheReadingIsNotReplaced() throws Exception {
        SettingsFile file = new SettingsFile(path());
        assertThat(file.read()).isEqualTo(new SettingsFile.Content.Missing());
        Files.writeString(path(), "{\"a\":1}");
        assertThatThrownBy(() -> file.write(JsonObject.EMPTY)).isInstanceOf(EditedMeanwhileException.class);
        file.read();
        Path other = Files.writeString(home.resolve("4913"), "{\"a\":2}");
        Files.move(other, path(), StandardCopyOption.ATOMIC_MOVE);
        assertThatThrownBy(() -> file.write(JsonObject.EMPTY)).isInstanceOf(EditedMeanwhileException.class);
        assertThat(path()).hasContent("{\"a\":2}");

        file.read();
        file.write(JsonObject.of("a", 3));
        file.write(JsonObject.of("a", 4));
        assertThat(Json.parseObject(Files.readAllBytes(path())).integer("a")).hasValue(4);
        assertThat(home).isDirectoryNotContaining("glob:**.tmp");
    }

    /** As editors save: another file takes the name. Changes go on meanwhile; the last edit must be there after each. */
    @Test
    void noEditIsLostWhileChangesAreMade() throws Exception {
        Files.writeString(path(), text(0));
        SettingsFolder folder = SettingsFolder.open(new Locations(home), Map.of(), new ManualClock());
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> changes = threads.submit(() -> {
                for (int n = 1; !done.get(); n++) {
                    JsonObject set = JsonObject.of("priority", n % 1000);
                    folder.change(List.of(new ConfigChange.SetConnection("b", false, set, List.of())));
                }
            });
            int lost = 0;
            for (int n = 1; n <= EDITS; n++) {
                Path edited = Files.writeString(home.resolve("4913"), text(n));
                Files.move(edited, path(), StandardCopyOption.ATOMIC_MOVE);
                FileVersion mine = FileVersion.of(path()).orElseThrow();
                while (FileVersion.of(path()).orElseThrow().equals(mine)) {
                    Thread.onSpinWait();
                }
                JsonObject now = Json.parseObject(Files.readAllBytes(path()));
                lost += now.object("a").integer("priority").orElse(-1) == n ? 0 : 1;
            }
            done.set(true);
            changes.get();
            // Between the last look and the change of names there is no time that a program can be sure to keep free.
            assertThat(lost).isLessThan(EDITS / 30);
        }
    }

    private static String text(int n) {
        return "{\"a\":{\"connection_type\":\"ollama\",\"priority\":" + n + "},\"b\":{\"connection_type\":\"ollama\"}}";
    }

    @Test
    void whatIsSetAsideIsClosedToOthers() throws Exception {
        Files.writeString(path(), "{");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r--r--"));
        String aside = new SettingsFile(path()).setAside(Instant.EPOCH);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(aside))))
                .isEqualTo("rw-------");
    }
}
