package online.cloudtolocalllm.window.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsFileTest {

    private TemporaryHome home;
    private WindowsFile file;
    private Path path;

    @BeforeEach
    void make() throws IOException {
        home = TemporaryHome.create();
        file = new WindowsFile(home.locations());
        path = home.locations().home().resolve("windows.json");
    }

    @AfterEach
    void remove() throws IOException {
        home.close();
    }

    @Test
    void anotherWindowReadsWhatOneSet() throws IOException {
        WindowsFile other = new WindowsFile(home.locations());
        assertThat(other.theme()).as("without a file").isEqualTo(ThemeChoice.DESKTOP);
        assertThat(path).as("looking writes nothing").doesNotExist();
        assertThat(file.keep(ThemeChoice.DARK)).isEmpty();
        assertThat(other.theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(other.keep(ThemeChoice.LIGHT)).isEmpty();
        assertThat(file.theme()).isEqualTo(ThemeChoice.LIGHT);
        Files.delete(path);
        assertThat(file.theme()).isEqualTo(ThemeChoice.DESKTOP);
    }

    @Test
    void whatNobodyKnowsStays() throws IOException {
        Files.writeString(path, "{\"later\":[1],\"theme\":\"dark\"}");
        file.keep(ThemeChoice.LIGHT);
        assertThat(path).content().contains("\"later\"", "\"light\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"theme\":7}", "{\"theme\":\"mauve\"}", "\0"})
    void whatMakesNoSenseIsTheDesktopsAndCanBeSet(String content) throws IOException {
        Files.writeString(path, content);
        assertThat(file.theme()).isEqualTo(ThemeChoice.DESKTOP);
        file.keep(ThemeChoice.DARK);
        assertThat(file.theme()).isEqualTo(ThemeChoice.DARK);
    }

    @Test
    void whatIsTooLongIsNotRead() throws IOException {
        Files.writeString(path, "{\"theme\":\"dark\"," + " ".repeat(70_000) + "\"x\":1}");
        assertThat(file.theme()).isEqualTo(ThemeChoice.DESKTOP);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such pipes")
    @Timeout(20)
    void aPipeInItsPlaceKeepsNoWindowWaiting() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
        assertThat(file.theme()).isEqualTo(ThemeChoice.DESKTOP);
        assertThat(file.keep(ThemeChoice.DARK)).isEmpty();
        assertThat(file.theme()).isEqualTo(ThemeChoice.DARK);
    }

    @Test
    void whyItCannotBeSetIsTold() throws IOException {
        Files.createDirectory(path);
        Files.createFile(path.resolve("full"));
        assertThat(file.keep(ThemeChoice.DARK)).get().asString().contains("windows.json cannot be written");
        assertThat(file.theme()).isEqualTo(ThemeChoice.DESKTOP);
    }

    @ParameterizedTest
    @CsvSource({
        "DESKTOP, false, false",
        "DESKTOP, true, true",
        "LIGHT, true, false",
        "LIGHT, false, false",
        "DARK, false, true",
        "DARK, true, true"
    })
    void darkIsWhatIsChosen(ThemeChoice choice, boolean desktop, boolean dark) {
        assertThat(choice.dark(desktop)).isEqualTo(dark);
        assertThat(ThemeChoice.of(choice.word())).contains(choice);
    }
}
