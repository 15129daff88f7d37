package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import javafx.scene.image.WritableImage;
import online.cloudtolocalllm.chat.model.talk.Image;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** Pictures as bytes and back. JavaFX decodes them, so its platform runs. */
class PictureBytesTest {

    private static final String GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private static WritableImage noise(int width, int height) {
        WritableImage image = new WritableImage(width, height);
        Random random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                // Opaque: what is half seen is stored with its colours multiplied and loses some of them.
                image.getPixelWriter().setArgb(x, y, 0xff000000 | random.nextInt());
            }
        }
        return image;
    }

    private PictureBytes.Outcome of(String name, byte[] bytes) throws Exception {
        return PictureBytes.of(Files.write(folder.resolve(name), bytes));
    }

    private static Image taken(PictureBytes.Outcome outcome) {
        return ((PictureBytes.Outcome.Taken) outcome).image();
    }

    private static String refused(PictureBytes.Outcome outcome) {
        return ((PictureBytes.Outcome.Refused) outcome).why();
    }

    @Test
    void whatIsWrittenIsReadAgainPixelByPixel() {
        for (int[] size : new int[][] {{1, 1}, {3, 2}, {257, 64}}) {
            WritableImage image = noise(size[0], size[1]);
            javafx.scene.image.Image read = new javafx.scene.image.Image(new ByteArrayInputStream(Png.of(image)));
            assertThat(read.isError()).isFalse();
            assertThat(read.getWidth()).isEqualTo(size[0]);
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[0]; x++) {
                    assertThat(read.getPixelReader().getArgb(x, y))
                            .isEqualTo(image.getPixelReader().getArgb(x, y));
                }
            }
        }
    }

    @Test
    void aFileThatModelsReadIsTakenAsItIs() throws Exception {
        byte[] png = Png.of(noise(20, 10));
        Image image = taken(of("a name.png", png));
        assertThat(image.name()).isEqualTo("a name.png");
        assertThat(image.type()).isEqualTo("image/png");
        assertThat(Base64.getDecoder().decode(image.base64())).isEqualTo(png);
    }

    @Test
    void theBytesTellTheTypeAndNotTheName() throws Exception {
        assertThat(taken(of("photo.jpg", Png.of(noise(2, 2)))).type()).isEqualTo("image/png");
        byte[] webp = "RIFF....WEBPVP8 ".getBytes(StandardCharsets.US_ASCII);
        assertThat(taken(of("x", webp)).type()).isEqualTo("image/webp");
    }

    @Test
    void whatModelsDoNotReadBecomesAPng() throws Exception {
        assertThat(taken(of("a.gif", Base64.getDecoder().decode(GIF))).type()).isEqualTo("image/png");
    }

    @Test
    void whatIsNotTakenIsToldInSentences() throws Exception {
        assertThat(refused(of("notes.txt", "hello".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("notes.txt is no picture that models read. Choose a PNG, JPEG, WebP, GIF or BMP file.");
        byte[] large = Arrays.copyOf(Png.of(noise(2, 2)), Image.MOST_BYTES + 1);
        assertThat(refused(of("large.png", large)))
                .isEqualTo("\"large.png\" is larger than 8 MB, the most that one picture may be. Make it smaller.");
        assertThat(refused(PictureBytes.of(folder.resolve("gone.png")))).startsWith("gone.png cannot be read.");
        assertThat(refused(PictureBytes.of(folder))).contains("cannot be read");
        byte[] cut = Arrays.copyOf(Base64.getDecoder().decode(GIF), 11);
        assertThat(refused(of("cut.gif", cut))).isEqualTo("cut.gif cannot be decoded. Save it as PNG and choose that.");
    }

    @Test
    void whatWouldFillTheMemoryIsNotDecoded() {
        byte[] bomb = Png.of(noise(2, 2));
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        assertThat(PictureHead.of(bomb).filter(PictureHead::drawable)).isEmpty();
        assertThat(PictureBytes.small(
                        new Image("x", "image/png", Base64.getEncoder().encodeToString(bomb)), 72))
                .isEmpty();
    }

    @Test
    void aSmallOneKeepsItsShape() {
        Image wide = taken(PictureBytes.of(noise(400, 100)));
        javafx.scene.image.Image small = PictureBytes.small(wide, 50).orElseThrow();
        assertThat(small.getWidth()).isEqualTo(100);
        assertThat(small.getHeight()).isEqualTo(25);
        assertThat(PictureBytes.small(new Image("x", "image/png", "%%%"), 50)).isEmpty();
    }

    @Test
    void headsOfAnyBytesAreRead() {
        Random random = new Random(11);
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                System.arraycopy(jpeg, 0, bytes, 0, Math.min(3, bytes.length));
            }
            Optional<PictureHead> head = PictureHead.of(bytes);
            assertThat(head.map(found -> found.width() >= 0).orElse(true)
                            || !head.orElseThrow().drawable())
                    .isTrue();
        }
    }

    @Test
    void theSizeOfAJpegStandsInItsFrame() {
        byte[] bytes = {
            (byte) 0xff,
            (byte) 0xd8,
            (byte) 0xff,
            (byte) 0xe0,
            0,
            4,
            1,
            2,
            (byte) 0xff,
            (byte) 0xc0,
            0,
            17,
            8,
            1,
            0,
            2,
            0,
            3
        };
        assertThat(PictureHead.of(bytes)).contains(new PictureHead("image/jpeg", 512, 256));
    }
}
