package online.cloudtolocalllm.demo.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import online.cloudtolocalllm.protocol.Handshake;

/** The bearer token that the demo demands when it plays the cloud. It is compared, never printed. Thread-safe. */
public final class CloudToken {

    private static final int LONGEST = 8 * 1024;
    private static final String SCHEME = "bearer ";

    private final String token;

    private CloudToken(String token) {
        this.token = token;
    }

    /** What reading a token file came to. */
    public sealed interface Reading {}

    /** The file holds a token. */
    public record Found(CloudToken token) implements Reading {}

    /** The file holds none; the sentence says why, and never what it holds instead. */
    public record Unusable(String why) implements Reading {}

    /** Reads the token, one line of printable ASCII without spaces; blocks on the disk. */
    public static Reading read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Unusable("the token file " + file + " does not exist or is not a file.");
        }
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(LONGEST + 1), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return new Unusable("the token file " + file + " cannot be read.");
        }
        if (text.isEmpty()) {
            return new Unusable("the token file " + file + " is empty.");
        }
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return new Unusable("the token file " + file + " must hold one line without spaces, at most 8 KiB.");
        }
        return new Found(new CloudToken(text));
    }

    /** Whether these {@code Authorization} headers are exactly one and carry this token. */
    boolean accepts(List<String> authorization) {
        if (authorization.size() != 1) {
            return false;
        }
        String header = authorization.getFirst();
        return header.length() > SCHEME.length()
                && header.substring(0, SCHEME.length()).toLowerCase(Locale.ROOT).equals(SCHEME)
                && Handshake.matches(token, header.substring(SCHEME.length()).strip());
    }
}
