package online.cloudtolocalllm.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import online.cloudtolocalllm.protocol.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonConfigFileTest {

    private static final Instant NOW = Instant.parse("2026-11-22T13:46:00Z");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("daemon_config.json");
    }

    private DaemonConfigFile.Loaded load(String content) throws IOException {
        Files.writeString(file(), content);
        return DaemonConfigFile.load(file(), NOW);
    }

    @Test
    void aMissingFileMeansTheStandard() {
        assertThat(DaemonConfigFile.load(file(), NOW))
                .isEqualTo(new DaemonConfigFile.Loaded(DaemonConfig.STANDARD, List.of()));
    }

    @Test
    void readsEverySetting() throws Exception {
        DaemonConfigFile.Loaded loaded = load("""
            {"gateway":{"address":"127.0.0.1:9000","allowed_hosts":["box.lan:11435","[fe80::1]:80"],
                        "allowed_origins":["http://localhost:3000","app://obsidian.md","https://[::1]:8443"]},
             "log":{"level":"debug","requests":false},"later":{"x":1}}\
            """);
        assertThat(loaded.notices()).isEmpty();
        assertThat(loaded.config())
                .isEqualTo(new DaemonConfig(
                        new HostPort("127.0.0.1", 9000),
                        List.of("box.lan:11435", "[fe80::1]:80"),
                        List.of("http://localhost:3000", "app://obsidian.md", "https://[::1]:8443"),
                        DaemonConfig.LogLevel.DEBUG,
                        false));
    }

    @Test
    void everyKeyIsOptional() throws Exception {
        assertThat(load("{}")).isEqualTo(new DaemonConfigFile.Loaded(DaemonConfig.STANDARD, List.of()));
        assertThat(load("{\"gateway\":{},\"log\":{}}").notices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'gateway':7}                                        | gateway",
                "{'gateway':null}                                     | gateway",
                "{'log':[]}                                           | log",
                "{'log':{'level':'loud'}}                             | log.level",
                "{'log':{'level':3}}                                  | log.level",
                "{'gateway':{'address':11435}}                        | gateway.address",
                "{'gateway':{'address':'127.0.0.1:99999'}}            | gateway.address",
                "{'gateway':{'address':''}}                           | gateway.address",
                "{'gateway':{'address':'0.0.0.0:11435'}}              | gateway.address",
                "{'gateway':{'address':'192.168.1.5:11435'}}          | gateway.address",
                "{'gateway':{'allowed_hosts':'box'}}                  | gateway.allowed_hosts",
                "{'gateway':{'allowed_hosts':[7]}}                    | gateway.allowed_hosts[0]",
                "{'gateway':{'allowed_hosts':['a b']}}                | gateway.allowed_hosts[0]",
                "{'gateway':{'allowed_origins':['*']}}                | gateway.allowed_origins[0]",
                "{'gateway':{'allowed_origins':['null']}}             | gateway.allowed_origins[0]",
                "{'gateway':{'allowed_origins':['http://x/']}}        | gateway.allowed_origins[0]",
            })
    void aWrongValueKeepsItsDefaultAndIsTold(String content, String key) throws Exception {
        DaemonConfigFile.Loaded loaded = load(content.replace('\'', '"'));
        assertThat(loaded.config()).isEqualTo(DaemonConfig.STANDARD);
        assertThat(loaded.notices())
                .singleElement()
                .asString()
                .startsWith("daemon_config.json: \"" + key.strip() + "\" is ignored: ")
                .endsWith(".");
        assertThat(file()).exists();
    }

    @Test
    void whatIsRightBesideAWrongValueCounts() throws Exception {
        DaemonConfigFile.Loaded loaded =
                load("{\"gateway\":{\"address\":false,\"allowed_hosts\":[1,\"box\"]},\"log\":{\"level\":\"warn\"}}");
        assertThat(loaded.notices()).hasSize(2);
        assertThat(loaded.config().allowedHosts()).containsExactly("box");
        assertThat(loaded.config().logLevel()).isEqualTo(DaemonConfig.LogLevel.WARN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"gateway\":{\"addr", "[]", "7", "{}{}", "{\"log\":{},\"log\":{}}", "\u0000\u0001"})
    void aFileThatIsNotJsonIsSetAside(String content) throws Exception {
        DaemonConfigFile.Loaded loaded = load(content);
        assertThat(loaded.config()).isEqualTo(DaemonConfig.STANDARD);
        assertThat(loaded.notices())
                .singleElement()
                .asString()
                .contains("daemon_config.json is not valid: ", "kept as daemon_config.json.corrupt-20261122T134600Z");
        assertThat(file()).doesNotExist();
        assertThat(folder.resolve("daemon_config.json.corrupt-20261122T134600Z"))
                .hasContent(content);
    }

    @Test
    void anEarlierCorruptFileIsNotOverwritten() throws Exception {
        load("{one");
        DaemonConfigFile.Loaded loaded = load("{two");
        assertThat(loaded.notices()).singleElement().asString().contains("could not be set aside");
        assertThat(folder.resolve("daemon_config.json.corrupt-20261122T134600Z"))
                .hasContent("{one");
        assertThat(file()).hasContent("{two");
    }

    @Test
    void aHugeFileIsNotRead() throws Exception {
        DaemonConfigFile.Loaded loaded = load("{\"x\":\"" + "x".repeat(DaemonConfigFile.MOST_BYTES) + "\"}");
        assertThat(loaded.notices()).singleElement().asString().contains("larger than 1 MB");
        assertThat(file()).exists();
    }

    @Test
    void aFolderOrALoopIsNotRead() throws Exception {
        Files.createDirectory(file());
        assertThat(DaemonConfigFile.load(file(), NOW).notices()).hasSize(1);
        Files.delete(file());
        Files.createSymbolicLink(file(), file());
        assertThat(DaemonConfigFile.load(file(), NOW).notices()).hasSize(1);
    }
}
