package online.cloudtolocalllm.tray.icon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IconFilesTest {

    private static final int ALL = IconPixels.SIZES.size() * TrayIcon.values().length * 2;

    @TempDir
    private Path folder;

    @Test
    void everyNameThatAPanelMayAskForIsThere() throws Exception {
        assertThat(IconFiles.write(folder)).isEqualTo(ALL);
        for (int size : IconPixels.SIZES) {
            for (TrayIcon form : TrayIcon.values()) {
                for (PanelTone tone : PanelTone.values()) {
                    Path file = folder.resolve(
                            "hicolor/" + size + "x" + size + "/apps/" + IconFiles.name(form, tone) + ".png");
                    assertThat(file).hasBinaryContent(PngFile.of(IconPixels.argb(form, tone, size), size));
                }
            }
        }
        assertThat(files()).hasSize(ALL);
    }

    @Test
    void onlyWhatIsMissingOrDiffersIsWritten() throws Exception {
        IconFiles.write(folder);
        assertThat(IconFiles.write(folder)).isZero();
        List<Path> files = files();
        Files.delete(files.getFirst());
        Files.write(files.getLast(), new byte[] {1, 2, 3});
        assertThat(IconFiles.write(folder)).isEqualTo(2);
        assertThat(IconFiles.write(folder)).isZero();
    }

    @Test
    void aFolderThatCannotBeIsAnError() throws Exception {
        Path file = Files.createFile(folder.resolve("taken"));
        assertThatThrownBy(() -> IconFiles.write(file)).isInstanceOf(IOException.class);
    }

    @Test
    void namesSayFormAndTone() {
        assertThat(IconFiles.name(TrayIcon.LOCAL, PanelTone.LIGHT)).isEqualTo("cloudtolocalllm-local-light");
        assertThat(IconFiles.name(TrayIcon.PAUSED, PanelTone.AUTO)).isEqualTo("cloudtolocalllm-paused-dark");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
