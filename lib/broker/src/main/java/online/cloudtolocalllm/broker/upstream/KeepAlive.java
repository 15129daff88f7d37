package online.cloudtolocalllm.broker.upstream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Keep-Alive} field by which some servers say when they close an idle connection. */
final class KeepAlive {

    private static final Pattern TIMEOUT = Pattern.compile("timeout\\s*=\\s*(\\d{1,6})");

    private KeepAlive() {}

    /** How long the connection may stay idle: a second less than the server says, so that both never act at once. */
    static long nanos(@Nullable String field) {
        if (field == null) {
            return Long.MAX_VALUE;
        }
        Matcher timeout = TIMEOUT.matcher(field);
        return timeout.find() ? Math.max(0, Long.parseLong(timeout.group(1)) - 1) * 1_000_000_000L : Long.MAX_VALUE;
    }
}
