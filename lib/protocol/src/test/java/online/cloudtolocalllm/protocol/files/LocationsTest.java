package online.cloudtolocalllm.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.files.Locations.NoHomeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {

    private static Path home(Map<String, String> environment, String os, String userHome) throws NoHomeException {
        return Locations.resolve(environment, os, userHome).home();
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,      /srv/u/.cloudtolocalllm",
        "FreeBSD,    /srv/u/.cloudtolocalllm",
        "'',         /srv/u/.cloudtolocalllm",
        "Mac OS X,   /srv/u/Library/Application Support/CloudToLocalLLM",
        "Windows 11, /srv/u/CloudToLocalLLM"
    })
    void everySystemHasItsFolder(String os, String folder) throws NoHomeException {
        assertThat(home(Map.of("HOME", "/srv/u"), os, "/elsewhere")).isEqualTo(Path.of(folder));
        assertThat(home(Map.of(), os, "/srv/u")).isEqualTo(Path.of(folder));
        assertThat(home(Map.of("HOME", ""), os, "/srv/u")).isEqualTo(Path.of(folder));
    }

    @Test
    void windowsHasAFolderForLocalFiles() throws NoHomeException {
        Map<String, String> environment = Map.of("LOCALAPPDATA", "/local", "HOME", "/srv/u");
        assertThat(home(environment, "Windows 11", "/elsewhere")).isEqualTo(Path.of("/local/CloudToLocalLLM"));
        assertThat(home(Map.of("LOCALAPPDATA", "/local"), "windows server", "?"))
                .isEqualTo(Path.of("/local/CloudToLocalLLM"));
        assertThat(home(environment, "Linux", "")).isEqualTo(Path.of("/srv/u/.cloudtolocalllm"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Linux", "Mac OS X", "Windows 11"})
    void theVariableMovesTheFolderItself(String os) throws NoHomeException {
        Map<String, String> environment =
                Map.of(Locations.HOME_VARIABLE, "/moved", "HOME", "/srv/u", "LOCALAPPDATA", "/local");
        assertThat(home(environment, os, "/elsewhere")).isEqualTo(Path.of("/moved"));
        assertThat(home(Map.of(Locations.HOME_VARIABLE, "/moved"), os, "?")).isEqualTo(Path.of("/moved"));
    }

    @Test
    void anEmptyVariableMovesNothing() throws NoHomeException {
        assertThat(home(Map.of(Locations.HOME_VARIABLE, "", "HOME", "/srv/u"), "Linux", ""))
                .isEqualTo(Path.of("/srv/u/.cloudtolocalllm"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "./here", "x/../here"})
    void theFolderIsAbsoluteAndPlain(String folder) throws NoHomeException {
        assertThat(home(Map.of(Locations.HOME_VARIABLE, folder), "Linux", ""))
                .isEqualTo(Path.of("here").toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource({"Linux, ?", "Linux, ''", "Mac OS X, ?", "Windows 11, ?", "Windows 11, ''"})
    void withoutAnyHomeTheMessageSaysWhatToDo(String os, String userHome) {
        assertThatThrownBy(() -> home(Map.of("LOCALAPPDATA", ""), os, userHome))
                .isInstanceOf(NoHomeException.class)
                .hasMessageContaining("HOME is not set")
                .hasMessageContaining(Locations.HOME_VARIABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {Locations.HOME_VARIABLE, "HOME"})
    void aTextThatIsNoPathIsRefused(String variable) {
        assertThatThrownBy(() -> home(Map.of(variable, "a\u0000b"), "Linux", ""))
                .isInstanceOf(NoHomeException.class)
                .hasMessageContaining("cannot be a folder");
    }

    @Test
    void theSystemsNameIsReadTheSameInEveryLanguage() throws NoHomeException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            assertThat(home(Map.of("LOCALAPPDATA", "/local"), "WINDOWS 11", ""))
                    .isEqualTo(Path.of("/local/CloudToLocalLLM"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyFileIsInTheFolderUnderItsOwnName() {
        Locations locations = new Locations(Path.of("/h"));
        assertThat(Stream.of(
                        locations.trayPort(),
                        locations.ipcAuth(),
                        locations.connectionConfig(),
                        locations.daemonConfig(),
                        locations.conversations(),
                        locations.log(),
                        locations.console(),
                        locations.lock()))
                .map(Path::toString)
                .containsExactly(
                        "/h/tray_port",
                        "/h/ipc_auth.json",
                        "/h/connection_config.json",
                        "/h/daemon_config.json",
                        "/h/conversations.db",
                        "/h/tray.log",
                        "/h/daemon.out",
                        "/h/daemon.lock");
    }
}
