package online.cloudtolocalllm.config.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** The main class of another process that changes the settings without end and says each time what is on the disk. */
final class SettingsWriter {

    private SettingsWriter() {}

    public static void main(String[] arguments) {
        Locations locations = new Locations(Path.of(arguments[0]));
        SettingsFolder folder = SettingsFolder.open(locations, Map.of(), TimeSource.system());
        for (int number = Integer.parseInt(arguments[1]); ; number++) {
            ConfigChange change = new ConfigChange.SetConnection(
                    "local_ollama",
                    false,
                    JsonObject.of("priority", number, "models", List.of("x".repeat(400), "y".repeat(number % 400 + 1))),
                    List.of());
            if (!(folder.change(List.of(change)) instanceof SettingsFolder.Outcome.Saved)) {
                System.exit(1);
            }
            System.out.println(number);
        }
    }
}
