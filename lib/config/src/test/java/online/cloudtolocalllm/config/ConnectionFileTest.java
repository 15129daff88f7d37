package online.cloudtolocalllm.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.TimeSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFileTest {

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void place() {
        file = home.resolve("connection_config.json");
    }

    private LoadedConnections load() throws IOException {
        return new ConnectionFile(file, TimeSource.system()).load();
    }

    private List<String> setAside() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains(".corrupt-"))
                    .toList();
        }
    }

    @Test
    void theDefaultsAreWrittenWhereThereIsNoFile() throws IOException {
        LoadedConnections loaded = load();

        assertThat(loaded.notices()).isEmpty();
        assertThat(loaded.connections())
                .extracting(settings -> settings.id().name() + " " + settings.origin() + " " + settings.enabled())
                .containsExactly(
                        "local_ollama http://localhost:11434 true",
                        "cloud_proxy https://api.cloudtolocalllm.online false");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "nonsense", "{\"a\":1,\"a\":2}", "null"})
    void whatCannotBeReadIsKeptAsideAndTheLastGoodOneIsUsed(String damaged) throws IOException {
        Files.writeString(
                file,
                "{\"local_ollama\":{\"connection_type\":\"local_ollama\",\"api_base_url\":\"http://localhost:9\"}}");
        load();
        Files.writeString(file, damaged);

        LoadedConnections loaded = load();

        assertThat(loaded.notices()).singleElement().asString().contains("kept as", "last good");
        assertThat(loaded.connections()).singleElement().satisfies(settings -> assertThat(settings.origin())
                .hasToString("http://localhost:9"));
        assertThat(setAside()).singleElement().satisfies(name -> assertThat(Files.readString(home.resolve(name)))
                .isEqualTo(damaged));
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Files.writeString(file, " ".repeat(1024 * 1024 + 1));

        assertThat(load().notices()).singleElement().asString().contains("larger than 1 MB", "default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"connection_type\":\"martian\"}                                             | connection_type",
                "{\"connection_type\":\"ollama\",\"api_base_url\":7}                           | api_base_url",
                "{\"connection_type\":\"ollama\",\"api_base_url\":\"localhost:11434\"}         | http://",
                "{\"connection_type\":\"ollama\",\"api_base_url\":\"http://u:p@h/\"}           | user",
                "{\"connection_type\":\"ollama\",\"enabled\":\"yes\"}                          | enabled",
                "{\"connection_type\":\"ollama\",\"priority\":-1}                              | priority",
                "{\"connection_type\":\"ollama\",\"timeout\":0}                                | timeout",
                "{\"connection_type\":\"cloud_proxy\",\"api_base_url\":\"http://c.example\",\"auth_token\":\"secret\"}"
                        + " | https only",
                "{\"connection_type\":\"cloud_proxy\",\"auth_token\":\"a\\nb\"}                | auth_token",
                "7                                                                             | object",
            })
    void anEntryThatCannotBeUsedIsLeftOutWithAReason(String entry, String reason) throws IOException {
        String content =
                "{\"bad\":" + entry + ",\"good\":{\"connection_type\":\"ollama\",\"api_base_url\":\"http://h:1\"}}";
        Files.writeString(file, content);

        LoadedConnections loaded = load();

        assertThat(loaded.connections())
                .extracting(settings -> settings.id().name())
                .containsExactly("good");
        assertThat(loaded.notices()).singleElement().asString().contains("\"bad\"", reason.strip());
        assertThat(loaded.notices().getFirst()).doesNotContain("secret");
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void aTokenToThisComputerMayGoOverHttpAndIsNeverShown() throws IOException {
        Files.writeString(
                file, "{\"cloud_proxy\":{\"api_base_url\":\"http://127.0.0.1:9\",\"auth_token\":\"secret\"}}");

        LoadedConnections loaded = load();

        assertThat(loaded.connections().getFirst().token()).isPresent();
        assertThat(loaded.toString()).doesNotContain("secret");
    }
}
