package online.cloudtolocalllm.config.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could not be read again is not written. */
class SettingsSizeTest {

    private static final String GOOD = "{\"a\":{\"connection_type\":\"ollama\",\"host\":\"one\"}}";

    @TempDir
    Path home;

    private SettingsFolder open() {
        return SettingsFolder.open(new Locations(home), Map.of(), new ManualClock());
    }

    @Test
    void aChangeThatMakesTheFileTooLargeIsRefused() throws Exception {
        Path file = new Locations(home).connectionConfig();
        String nearlyFull =
                GOOD.replace("}}", ",\"mine\":\"" + "\u00e9".repeat(SettingsFile.MOST_BYTES / 2 - 300) + "\"}}");
        Files.writeString(file, nearlyFull);
        SettingsFolder folder = open();
        JsonObject set = JsonObject.of("priority", 5).with("models", List.of("m".repeat(400), "n".repeat(400)));

        SettingsFolder.Outcome outcome =
                folder.change(List.of(new ConfigChange.SetConnection("a", false, set, List.of())));

        assertThat(outcome).isInstanceOfSatisfying(SettingsFolder.Outcome.Unwritable.class, unwritable -> assertThat(
                        unwritable.reason())
                .contains("larger than 1 MB", "nothing was changed"));
        assertThat(file).hasContent(nearlyFull);
        assertThat(open().connections().getFirst().priority()).isEqualTo(20);
    }

    @Test
    void aCopyThatCouldNotBeReadIsNotKept() throws Exception {
        Path file = new Locations(home).connectionConfig();
        // Indented it is larger than as it stands.
        String models = "\"m\",".repeat(SettingsFile.MOST_BYTES / 4 - 200);
        Files.writeString(file, GOOD.replace("}}", ",\"mine\":[" + models + "\"m\"]}}"));

        SettingsFolder folder = open();

        assertThat(folder.problems()).singleElement().asString().contains(".bak could not be written", "1 MB");
        assertThat(home.resolve("connection_config.json.bak")).doesNotExist();
    }
}
