package online.cloudtolocalllm.desktop;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A screenshot, and what a test wants to find in it. */
record Picture(BufferedImage image) {

    /** How far a colour may be off: panels blend in their own way. */
    private static final int TOLERANCE = 24;
    /** Lines of text are higher, separators are lower. */
    private static final int LEAST_TEXT = 5;

    static Picture read(Path file) throws IOException {
        return new Picture(ImageIO.read(file.toFile()));
    }

    /** Puts a picture where documentation has it, if {@code -Ddesktop.images=FOLDER} asks for that. */
    static void document(Path picture, String name) throws IOException {
        String folder = System.getProperty("desktop.images", "");
        if (!folder.isEmpty()) {
            Files.createDirectories(Path.of(folder));
            Files.copy(picture, Path.of(folder, name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Writes a part of it to a file. */
    void write(Rectangle part, Path file) throws IOException {
        ImageIO.write(image.getSubimage(part.x, part.y, part.width, part.height), "png", file.toFile());
    }

    /**
     * Where an icon is drawn: every point of it must have its colour, blended with what its first, transparent point shows.
     *
     * @param icon the points as alpha, red, green, blue
     * @param size its side
     * @param where to look
     * @return its centre
     */
    Optional<Place> find(int[] icon, int size, Rectangle where) {
        for (int y = where.y; y + size <= where.y + where.height; y++) {
            for (int x = where.x; x + size <= where.x + where.width; x++) {
                if (isAt(icon, size, x, y)) {
                    return Optional.of(new Place(x + size / 2, y + size / 2));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isAt(int[] icon, int size, int left, int top) {
        int ground = image.getRGB(left, top);
        for (int i = 0; i < icon.length; i++) {
            int seen = image.getRGB(left + i % size, top + i / size);
            if (!near(seen, blended(icon[i], ground))) {
                return false;
            }
        }
        return true;
    }

    private static int blended(int point, int ground) {
        int alpha = point >>> 24;
        int all = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int colour = ((point >> shift & 255) * alpha + (ground >> shift & 255) * (255 - alpha)) / 255;
            all |= colour << shift;
        }
        return all;
    }

    private static boolean near(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((one >> shift & 255) - (other >> shift & 255)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** The smallest rectangle that holds every point that differs; empty where none does. */
    Rectangle differing(Picture before, Rectangle where) {
        Rectangle all = new Rectangle(0, 0, -1, -1);
        for (int y = where.y; y < where.y + where.height; y++) {
            for (int x = where.x; x < where.x + where.width; x++) {
                if (image.getRGB(x, y) != before.image.getRGB(x, y)) {
                    all.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return all;
    }

    /** The rows of text in a menu, by the middle of each, from the top. */
    List<Place> lines(Rectangle menu) {
        Rectangle inside = new Rectangle(menu.x + 4, menu.y + 2, menu.width - 8, menu.height - 4);
        int ground = commonest(inside);
        List<Place> lines = new ArrayList<>();
        int first = -1;
        int last = -1;
        for (int y = inside.y; y <= inside.y + inside.height; y++) {
            if (y < inside.y + inside.height && !plain(inside, y, ground)) {
                first = first < 0 ? y : first;
                last = y;
            } else if (first >= 0 && y - last > 2) {
                if (last - first + 1 >= LEAST_TEXT) {
                    lines.add(new Place(menu.x + menu.width / 3, (first + last) / 2));
                }
                first = -1;
            }
        }
        return lines;
    }

    /** Whether there is one colour and nothing else. */
    boolean isPlain(Rectangle where) {
        int ground = commonest(where);
        return IntStream.range(where.y, where.y + where.height).allMatch(y -> plain(where, y, ground));
    }

    private boolean plain(Rectangle inside, int y, int ground) {
        for (int x = inside.x; x < inside.x + inside.width; x++) {
            if (!near(image.getRGB(x, y), ground)) {
                return false;
            }
        }
        return true;
    }

    private int commonest(Rectangle inside) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = inside.y; y < inside.y + inside.height; y++) {
            for (int x = inside.x; x < inside.x + inside.width; x++) {
                counts.merge(image.getRGB(x, y), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
