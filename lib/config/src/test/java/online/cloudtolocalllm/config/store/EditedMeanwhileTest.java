package online.cloudtolocalllm.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits by hand while a change is made. */
class EditedMeanwhileTest {

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

    /** As editors save: another file takes the name, and that after the settings were read for a change. */
    @Test
    void anEditWhileAChangeIsMadeIsKept() throws Exception {
        Files.writeString(path(), text(0));
        SettingsFolder folder = SettingsFolder.open(new Locations(home), Map.of(), new ManualClock());
        AtomicInteger tries = new AtomicInteger();
        ConfigChange change = new ConfigChange.SetConnection("b", false, JsonObject.of("priority", 100), List.of());

        folder.change(read -> {
            if (tries.incrementAndGet() <= 2) {
                edit(text(tries.get()));
            }
            return List.of(change);
        });

        assertThat(tries).hasValue(3);
        JsonObject now = Json.parseObject(Files.readAllBytes(path()));
        assertThat(now.object("a").integer("priority")).hasValue(2);
        assertThat(now.object("b").integer("priority")).hasValue(100);
    }

    private void edit(String text) {
        try {
            Path edited = Files.writeString(home.resolve("4913"), text);
            Files.move(edited, path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the edit failed", e);
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
