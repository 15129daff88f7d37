package online.cloudtolocalllm.tray.icon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows have the tray's icon as files, because they know nothing of the tray. {@code -Dicons.write=true} draws them anew. */
class WindowIconsTest {

    private static final Path FOLDER =
            Path.of("..", "window", "src", "main", "resources", "online", "cloudtolocalllm", "window");

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32, 48, 64, 128})
    void aWindowsIconIsTheTrays(int size) throws IOException {
        Path file = FOLDER.resolve("icon-" + size + ".png");
        byte[] drawn = PngFile.of(IconPixels.argb(TrayIcon.LOCAL, PanelTone.LIGHT, size), size);
        if (Boolean.getBoolean("icons.write")) {
            Files.write(file, drawn);
        }
        assertThat(file).hasBinaryContent(drawn);
    }
}
