package online.cloudtolocalllm.tray.icon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;
import org.junit.jupiter.api.Test;

class PngFileTest {

    @Test
    void anotherReaderFindsTheSamePoints() throws Exception {
        int[] points = IconPixels.argb(TrayIcon.ERROR, PanelTone.DARK, 24);
        assertThat(read(PngFile.of(points, 24))).isEqualTo(points);
    }

    @Test
    void widthAndHeightMayDiffer() throws Exception {
        int[] points = {0x00000000, 0xff102030, 0x80ffffff, 0x01020304, 0xffffffff, 0x7f0000ff};
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngFile.of(points, 3)));
        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getHeight()).isEqualTo(2);
        assertThat(read(PngFile.of(points, 3))).isEqualTo(points);
    }

    @Test
    void rowsThatAreNotWholeAreRefused() {
        assertThatThrownBy(() -> PngFile.of(new int[5], 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PngFile.of(new int[0], 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PngFile.of(new int[1], 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int[] read(byte[] file) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
