package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings commands while no daemon runs: the files are changed, as carefully as the daemon would. */
class OfflineSettingsCommandsTest {

    @TempDir
    Path folder;

    private Scene scene() {
        return new Scene(folder.resolve("home"));
    }

    private JsonObject file() throws Exception {
        return Json.parseObject(Files.readAllBytes(folder.resolve("home/connection_config.json")));
    }

    @Test
    void aConnectionIsAddedChangedAndRemoved() throws Exception {
        assertThat(scene().run("connections", "add", "gpu_box", "http://192.168.1.20:11434")
                        .exitCode())
                .isZero();
        assertThat(scene().run("connections", "set", "gpu_box", "priority=5", "models=[\"a\"]")
                        .exitCode())
                .isZero();
        assertThat(file().object("gpu_box").toJson())
                .isEqualTo(
                        "{\"connection_type\":\"ollama\",\"api_base_url\":\"http://192.168.1.20:11434\",\"priority\":5,"
                                + "\"models\":[\"a\"]}");
        assertThat(scene().run("connections").out())
                .startsWith("3 connections; the daemon is not running\n")
                .contains("\n· gpu_box", "only 1 model");

        Ending removed = scene().run("connections", "remove", "gpu_box");
        assertThat(removed.err()).contains("cloudtolocalllm connections add gpu_box http://192.168.1.20:11434");
        assertThat(file().has("gpu_box")).isFalse();
    }

    @Test
    void whatIsNotValidIsRefusedAndNothingChanges() throws Exception {
        assertThat(scene().run("connections", "set", "local_ollama", "priority=7")
                        .exitCode())
                .isZero();
        JsonObject before = file();

        Ending refused = scene().run("connections", "set", "local_ollama", "priority=high");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("local_ollama", "priority", "Nothing was changed.");
        assertThat(scene().run("connections", "add", "x", "localhost:11434").exitCode())
                .isEqualTo(1);
        assertThat(file()).isEqualTo(before);
    }

    @Test
    void mistakesInTheFilesAreFound() throws Exception {
        assertThat(scene().run("config", "validate").out()).isEqualTo("The settings are valid.\n");
        Files.writeString(
                Files.createDirectories(folder.resolve("home")).resolve("connection_config.json"),
                "{\"box\":{\"connection_type\":\"ollama\",\"api_base_url\":\"http://box:1\",\"priority\":\"high\"}}");

        Ending invalid = scene().run("config", "validate");
        assertThat(invalid.exitCode()).isEqualTo(6);
        assertThat(invalid.err()).contains("connection_config.json", "box", "priority");
        assertThat(scene().run("config", "validate", "--json").out()).startsWith("{\"ok\":false");
    }

    @Test
    void lookingWritesNothing() throws Exception {
        for (List<String> look :
                List.of(List.of("connections"), List.of("config", "show"), List.of("config", "validate"))) {
            assertThat(scene().run(look.toArray(String[]::new)).exitCode())
                    .as(look.toString())
                    .isZero();
        }
        assertThat(folder.resolve("home/connection_config.json")).doesNotExist();

        Path file = Files.createDirectories(folder.resolve("home")).resolve("connection_config.json");
        Files.writeString(file, "{\"box\":");
        assertThat(scene().run("config", "show").out())
                .contains("connection_config.json cannot be used", "the default settings are in force");
        assertThat(scene().run("config", "validate").exitCode()).isEqualTo(6);
        // What is damaged is there to be put right by hand, too.
        assertThat(scene().with("EDITOR", "true").run("config", "edit").exitCode())
                .isEqualTo(6);
        assertThat(file).hasContent("{\"box\":");
        try (Stream<Path> there = Files.list(folder.resolve("home"))) {
            assertThat(there.filter(path -> path.toString().contains("connection_config")))
                    .containsExactly(file);
        }
    }

    @Test
    void anEditorIsGivenTheDaemonsFileAsItIs() throws Exception {
        Path file = Files.createDirectories(folder.resolve("home")).resolve("daemon_config.json");
        Files.writeString(file, "{\"log\":");
        assertThat(scene().with("EDITOR", "true")
                        .run("config", "edit", "--daemon")
                        .exitCode())
                .isEqualTo(6);
        assertThat(file).hasContent("{\"log\":");
        try (Stream<Path> there = Files.list(folder.resolve("home"))) {
            assertThat(there).containsExactly(file);
        }
    }

    @Test
    void anEditorIsGivenTheDefaultsWhereThereIsNoFile() throws Exception {
        assertThat(scene().with("EDITOR", "true").run("config", "edit").exitCode())
                .isZero();
        assertThat(file().fields().keySet()).contains("local_ollama", "cloud_proxy");
    }

    @Test
    void theEditorThatTheEnvironmentNamesIsStarted() throws Exception {
        Ending edited = scene().with("EDITOR", "cp /dev/null").run("config", "edit");
        assertThat(edited.exitCode()).isEqualTo(6);

        Ending none = scene().with("EDITOR", "no-such-editor-here").run("config", "edit");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("no-such-editor-here", "EDITOR=nano");
    }

    @Test
    void theDaemonsSettingsAreChangedToo() throws Exception {
        assertThat(scene().run("config", "set", "log.level=debug").out()).isEqualTo("Changed.\n");
        assertThat(Json.parseObject(Files.readAllBytes(folder.resolve("home/daemon_config.json")))
                        .object("log")
                        .text("level"))
                .contains("debug");
        assertThat(scene().run("config", "set", "log.level=loud").exitCode()).isEqualTo(1);
    }
}
