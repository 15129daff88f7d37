package online.cloudtolocalllm.tray.icon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
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
    void whatIsMissingIsWritten() throws Exception {
        IconFiles.write(folder);
        assertThat(IconFiles.write(folder)).isZero();
        Files.delete(files().getFirst());
        assertThat(IconFiles.write(folder)).isOne();
        assertThat(IconFiles.write(folder)).isZero();
    }

    @Test
    void whatAnotherVersionDrewIsDrawnAnewWhereItDiffers() throws Exception {
        IconFiles.write(folder);
        Files.write(files().getLast(), new byte[] {1, 2, 3});
        assertThat(IconFiles.write(folder))
                .as("the stamp says that they are ours")
                .isZero();
        Files.writeString(folder.resolve(".drawing"), "0");
        assertThat(IconFiles.write(folder)).isOne();
        assertThat(IconFiles.write(folder)).isZero();
    }

    @Test
    void whatWasDamagedIsDrawnAnew() throws Exception {
        IconFiles.write(folder);
        Files.write(files().getFirst(), new byte[0]);
        assertThat(IconFiles.write(folder)).as("an empty file").isOne();
        Files.write(folder.resolve(".drawing"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.write(files().getLast(), new byte[] {1, 2, 3});
        assertThat(IconFiles.write(folder)).as("a stamp that is no text").isOne();
        assertThat(IconFiles.write(folder)).isZero();
    }

    /** Whoever changes the drawing gives it another number in {@code IconFiles.DRAWING}, and says here what it is. */
    @Test
    void theNumberIsThatOfThisDrawing() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int size : IconPixels.SIZES) {
            for (TrayIcon form : TrayIcon.values()) {
                for (PanelTone tone : List.of(PanelTone.DARK, PanelTone.LIGHT)) {
                    digest.update(IconFiles.name(form, tone).getBytes(StandardCharsets.UTF_8));
                    for (int point : IconPixels.argb(form, tone, size)) {
                        digest.update(ByteBuffer.allocate(4).putInt(point).array());
                    }
                }
            }
        }
        String drawing = IconFiles.DRAWING + " "
                + HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        assertThat(drawing).isEqualTo("1 fe3ad13d0769eaee");
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
            return all.filter(file -> file.toString().endsWith(".png")).sorted().toList();
        }
    }
}
