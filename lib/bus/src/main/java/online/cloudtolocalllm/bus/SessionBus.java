package online.cloudtolocalllm.bus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where this user's session bus is. Blocks on the disk for a moment. */
public final class SessionBus {

    private static final String UNIX_PATH = "unix:path=";

    private SessionBus() {}

    /**
     * The bus's address, from {@code DBUS_SESSION_BUS_ADDRESS}; without the variable the socket that systemd makes for every user
     * who is logged in, if it is there. Only sockets with a path can be reached; of several addresses the first such counts.
     *
     * @param environment environment variables
     */
    public static Optional<String> address(Map<String, String> environment) {
        String named = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
        if (!named.isEmpty()) {
            for (String address : named.split(";", -1)) {
                if (address.startsWith(UNIX_PATH)) {
                    return Optional.of(address);
                }
            }
            return Optional.empty();
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path socket = Path.of(runtime, "bus");
        return !runtime.isEmpty() && Files.exists(socket) ? Optional.of(UNIX_PATH + socket) : Optional.empty();
    }
}
