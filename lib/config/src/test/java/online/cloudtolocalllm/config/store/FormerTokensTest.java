package online.cloudtolocalllm.config.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tokens are left beside {@code connection_config.json} when it does not have them any more. */
class FormerTokensTest {

    private static final String TOKENS =
            "{\"a\":{\"connection_type\":\"openai\",\"api_base_url\":\"https://a.example\","
                + "\"auth_token\":\"sk-a\"},\"b\":{\"connection_type\":\"openai\",\"api_base_url\":\"https://b.example\","
                + "\"auth_token\":\"sk-b\"}%s}";

    @TempDir
    Path home;

    private Locations locations;
    private Path connections;

    @BeforeEach
    void place() {
        locations = new Locations(home);
        connections = locations.connectionConfig();
    }

    private SettingsFolder open() {
        return SettingsFolder.open(locations, Map.of(), new ManualClock());
    }

    /** Both tokens are in the last good copy, and what was edited since keeps it from being written anew. */
    private SettingsFolder withTokensAndAMistake() throws IOException {
        Files.writeString(connections, TOKENS.formatted(""));
        SettingsFolder folder = open();
        assertThat(copy()).contains("sk-a", "sk-b");
        Files.writeString(connections, TOKENS.formatted(",\"c\":{\"connection_type\":7}"));
        folder.reload();
        assertThat(copy()).contains("sk-a", "sk-b").doesNotContain("\"c\"");
        return folder;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private String copy() throws IOException {
        return Files.readString(home.resolve("connection_config.json.bak"));
    }

    @Test
    void aTokenThatMovedIsNotInTheLastGoodCopyWhateverElseIsWrong() throws IOException {
        JsonObject moved = JsonObject.of("auth_token", "", "auth_token_ref", "keyring:a");
        assertThat(withTokensAndAMistake()
                        .change(List.of(new ConfigChange.SetConnection("a", false, moved, List.of()))))
                .isInstanceOf(SettingsFolder.Outcome.Saved.class);
        assertThat(copy()).doesNotContain("sk-a", "\"c\"").contains("keyring:a", "sk-b", "https://a.example");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve("connection_config.json.bak"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aClearedTokenAndThatOfARemovedConnectionAreNotInTheLastGoodCopy() throws IOException {
        assertThat(withTokensAndAMistake()
                        .change(List.of(
                                new ConfigChange.SetConnection("a", false, JsonObject.of("auth_token", ""), List.of()),
                                new ConfigChange.RemoveConnection("b"))))
                .isInstanceOf(SettingsFolder.Outcome.Saved.class);
        assertThat(copy()).doesNotContain("sk-a", "sk-b");
    }

    @Test
    void aTokenThatWasReplacedByHandIsNotInTheLastGoodCopyUnlessTheOtherCannotBeUsed() throws IOException {
        SettingsFolder folder = withTokensAndAMistake();
        Files.writeString(
                connections,
                TOKENS.formatted(",\"c\":{\"connection_type\":7}")
                        .replace("sk-a", "sk-other")
                        .replace("sk-b", "sk b"));
        folder.reload();
        assertThat(copy()).doesNotContain("sk-a", "sk-other").contains("sk-b");
    }

    @Test
    void whatIsSetAsideIsClosedToOthersBecauseItMayHoldAToken() throws IOException {
        Files.writeString(connections, TOKENS.formatted("") + "}");
        Files.setPosixFilePermissions(connections, PosixFilePermissions.fromString("rw-r--r--"));
        open();
        Path aside = home.resolve(names().stream()
                .filter(name -> name.contains(".corrupt-"))
                .findFirst()
                .orElseThrow());
        assertThat(aside).content().contains("sk-a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(aside)))
                .isEqualTo("rw-------");
    }
}
