package online.cloudtolocalllm.config.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.SingleInstance;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking at the settings while no daemon runs: it tells what a daemon would start with, and leaves no trace. */
class SettingsLookTest {

    private static final String GOOD =
            "{\"a\":{\"connection_type\":\"openai\",\"api_base_url\":\"https://one\",\"auth_token\":\"hunter2\"}}";

    @TempDir
    Path folder;

    private OfflineSettings offline(Map<String, String> environment) {
        return new OfflineSettings(new Locations(folder), environment, new ManualClock());
    }

    /** Everything that a look could change: names, content, rights, times. */
    private Map<String, String> traces() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file -> all.put(file.toString(), trace(file)));
        }
        return all;
    }

    private static String trace(Path file) {
        try {
            String content = Files.isRegularFile(file) ? Files.readString(file) : "";
            return Files.readAttributes(file, "posix:permissions,lastModifiedTime", LinkOption.NOFOLLOW_LINKS)
                    + content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks, makes sure that nothing changed, and compares with what a daemon would show. */
    private JsonObject look(Map<String, String> environment) throws IOException {
        Map<String, String> before = traces();
        JsonObject shown = offline(environment).read();
        assertThat(traces()).isEqualTo(before);
        SettingsFolder opened = SettingsFolder.open(new Locations(folder), environment, new ManualClock());
        assertThat(shown.object("connections")).isEqualTo(ShownSettings.connections(opened.connectionsJson()));
        assertThat(shown.object("daemon")).isEqualTo(ShownSettings.daemon(opened.daemonJson()));
        assertThat(shown.array("problems").items()).hasSameSizeAs(opened.problems());
        return shown;
    }

    private static List<String> problems(JsonObject shown) {
        return shown.array("problems").texts();
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() throws IOException {
        Path missing = folder.resolve("missing");
        JsonObject shown = new OfflineSettings(new Locations(missing), Map.of(), new ManualClock()).read();
        assertThat(missing).doesNotExist();
        assertThat(shown.object("connections").fields().keySet()).containsExactly("local_ollama", "cloud_proxy");
        assertThat(problems(shown)).isEmpty();
        Files.createDirectory(missing);
        assertThat(look(Map.of("OLLAMA_HOST", "box:9")).object("connections").toJson())
                .contains("http://box:9");
    }

    @Test
    void whatIsSetIsShownWithoutTokensAndFilesStayAsOpenAsTheyAre() throws IOException {
        Path file = Files.writeString(new Locations(folder).connectionConfig(), GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(new Locations(folder).daemonConfig(), "{\"log\":{\"level\":\"loud\"},\"x\":1}");
        JsonObject shown = look(Map.of("CLOUDTOLOCALLLM_GATEWAY", "127.0.0.1:9"));
        assertThat(shown.toJson()).doesNotContain("hunter2").contains("\"auth_token_set\":true");
        assertThat(shown.object("overrides").fields()).containsKey("gateway.address");
        assertThat(problems(shown)).anySatisfy(problem -> assertThat(problem).contains("log.level"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}{}", "\u0000\u0001"})
    void aDamagedFileIsToldAndLeftAsItIs(String damaged) throws IOException {
        Files.writeString(new Locations(folder).connectionConfig(), damaged);
        Files.writeString(new Locations(folder).daemonConfig(), damaged);
        assertThat(problems(look(Map.of())))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("the default settings are in force"))
                .anySatisfy(problem -> assertThat(problem).contains("the strictest"));
    }

    @Test
    void whereThereIsALastGoodOneThatIsShown() throws IOException {
        Files.writeString(new Locations(folder).connectionConfig(), GOOD);
        SettingsFolder.open(new Locations(folder), Map.of(), new ManualClock());
        Files.writeString(new Locations(folder).connectionConfig(), "{\"a\":");
        JsonObject shown = look(Map.of());
        assertThat(shown.object("connections").fields().keySet()).containsExactly("a");
        assertThat(problems(shown)).singleElement().asString().contains("the last good one is in force");
    }

    @Test
    void whoeverHoldsTheLockDoesNotMatter() throws IOException {
        Files.writeString(new Locations(folder).connectionConfig(), GOOD);
        try (SingleInstance daemon =
                ((SingleInstance.Outcome.Acquired) SingleInstance.acquire(new Locations(folder).lock())).instance()) {
            assertThat(daemon).isNotNull();
            assertThat(offline(Map.of()).read().object("connections").has("a")).isTrue();
        }
    }

    @Test
    void whatCannotBeReadAtAllIsTold() throws IOException {
        Files.createDirectory(new Locations(folder).connectionConfig());
        assertThat(problems(offline(Map.of()).read()))
                .singleElement()
                .asString()
                .contains("it is a folder");
    }
}
