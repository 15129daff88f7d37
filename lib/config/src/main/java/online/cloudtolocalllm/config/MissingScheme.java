package online.cloudtolocalllm.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises a base URL that begins with its host: {@code localhost:11434}, {@code api.example.com/v1}. Pure.
 *
 * <p>Only what must be a host is taken for one, because it is repeated in errors and logs and people paste keys into URLs: it
 * has a port, is localhost, or has dots between short parts, as no key has.
 */
final class MissingScheme {

    private static final Pattern HOST_FIRST = Pattern.compile(
            "(?<host>localhost|\\[[0-9a-fA-F:.]+]|[A-Za-z0-9-]{1,20}(?:\\.[A-Za-z0-9-]{1,20})*)(?<port>:\\d{1,5})?(?<path>/[A-Za-z0-9/.-]{0,40})?");

    private MissingScheme() {}

    /** The URL that was probably meant; empty if the text does not look like a host. */
    static Optional<String> meant(String text) {
        Matcher parts = HOST_FIRST.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String host = parts.group("host");
        boolean port = parts.group("port") != null;
        boolean near = port || host.equals("localhost") || host.startsWith("[") || host.matches("[\\d.]+");
        if (!near && !host.contains(".")) {
            return Optional.empty();
        }
        return Optional.of((near ? "http://" : "https://") + text);
    }
}
