package online.cloudtolocalllm.cli.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines that end with a line feed, as UTF-8, each no longer than a limit. For one thread. */
public final class Lines {

    private final InputStream in;
    private final int maxBytes;

    /**
     * The lines of a stream.
     *
     * @param in should be buffered; nothing beyond a line feed is read
     * @param maxBytes the longest line that is read
     */
    public Lines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * The next line without its end; empty at the end of the stream.
     *
     * @throws IOException if the line is too long, or the stream broke; a last line without line feed is a line
     */
    public Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return line.size() == 0 ? Optional.empty() : Optional.of(text(line));
            }
            if (line.size() == maxBytes) {
                throw new IOException("a line is longer than " + maxBytes + " bytes");
            }
            line.write(b);
        }
        return Optional.of(text(line));
    }

    String required() throws IOException {
        return next().orElseThrow(() -> new EOFException("the connection was closed without an answer"));
    }

    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
