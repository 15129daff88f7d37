package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import online.cloudtolocalllm.bus.Bus;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.Reply;
import online.cloudtolocalllm.bus.SessionBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where windows can be shown. A daemon that systemd started, or that was started before the desktop, has no display in its own
 * environment; desktops tell theirs to systemd's user manager. Thread-safe.
 */
final class DisplaySearch {

    private static final Logger LOG = LoggerFactory.getLogger(DisplaySearch.class);
    /** Of each of three steps: to connect, to say hello, to ask. A reply to whoever wants a window waits for all of them. */
    private static final Duration LIMIT = Duration.ofMillis(600);

    /** What belongs to a display and is taken over with it. */
    private static final List<String> WITH_IT = List.of(
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "XAUTHORITY",
            "XDG_RUNTIME_DIR",
            "XDG_SESSION_TYPE",
            "XDG_CURRENT_DESKTOP",
            "DBUS_SESSION_BUS_ADDRESS");

    private final Map<String, String> environment;
    private final String osName;
    private final Duration limit;

    /**
     * A search.
     *
     * @param environment environment variables of this process
     * @param osName the value of {@code os.name}
     */
    DisplaySearch(Map<String, String> environment, String osName) {
        this(environment, osName, LIMIT);
    }

    /**
     * A search.
     *
     * @param environment environment variables of this process
     * @param osName the value of {@code os.name}
     * @param limit how long the bus may take to connect, to say hello and to answer, for each of these
     */
    DisplaySearch(Map<String, String> environment, String osName, Duration limit) {
        this.environment = Map.copyOf(environment);
        this.osName = osName.toLowerCase(Locale.ROOT);
        this.limit = limit;
    }

    /** The variables that a window needs beside this process's own; empty if there is no display. Blocks for two seconds at most. */
    Optional<Map<String, String>> find() {
        if (osName.startsWith("windows") || osName.startsWith("mac") || given(environment, "DISPLAY")) {
            return Optional.of(Map.of());
        }
        Map<String, String> theirs = managersVariables();
        Map<String, String> more = new HashMap<>();
        for (String name : WITH_IT) {
            if (!given(environment, name) && given(theirs, name)) {
                more.put(name, theirs.get(name));
            }
        }
        boolean display = Stream.of(environment, more)
                .anyMatch(variables -> given(variables, "DISPLAY") || given(variables, "WAYLAND_DISPLAY"));
        return display ? Optional.of(Map.copyOf(more)) : Optional.empty();
    }

    private static boolean given(Map<String, String> variables, String name) {
        return !variables.getOrDefault(name, "").isEmpty();
    }

    private Map<String, String> managersVariables() {
        Optional<String> address = SessionBus.address(environment);
        if (address.isEmpty()) {
            return Map.of();
        }
        try (Bus bus = Bus.connect(address.get(), limit)) {
            Object[] reply = bus.call(
                    "org.freedesktop.systemd1",
                    "/org/freedesktop/systemd1",
                    "org.freedesktop.DBus.Properties",
                    "Get",
                    "ss",
                    "org.freedesktop.systemd1.Manager",
                    "Environment");
            return variables(Reply.texts(Reply.inside(Reply.at(reply, 0))));
        } catch (BusException e) {
            LOG.debug("systemd tells no display: {}", e.reason());
            return Map.of();
        }
    }

    private static Map<String, String> variables(List<String> lines) {
        Map<String, String> variables = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }
}
