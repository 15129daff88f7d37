package online.cloudtolocalllm.desktop;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import online.cloudtolocalllm.testkit.process.Command;

/**
 * Programs from the launcher on a screen of their own, without a bus and without the files of whoever runs the tests.
 *
 * @param environment their variables
 */
record Launched(Map<String, String> environment) {

    /** Copies the variables. */
    Launched {
        environment = Map.copyOf(environment);
    }

    /**
     * On this screen.
     *
     * @param folder for files of the desktop
     * @param screen variables that lead to a display
     */
    static Launched on(Path folder, Map<String, String> screen) {
        Map<String, String> all = new LinkedHashMap<>(screen);
        for (String name :
                new String[] {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "HOME"}) {
            all.put(name, folder.toString());
        }
        all.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("no-bus"));
        all.put("GDK_BACKEND", "x11");
        all.put("NO_AT_BRIDGE", "1");
        all.put("LC_ALL", "C.UTF-8");
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("CLOUDTOLOCALLLM_NO_BUILD", "1");
        // A picture for documents tells nothing of the computer that made it.
        all.put("CLOUDTOLOCALLLM_JAVA_OPTS", "-Dos.version=6.12");
        return new Launched(all);
    }

    /** A command of the product. */
    Command command(String... arguments) {
        return Command.of(PanelDaemon.launcher()).arguments(List.of(arguments)).environment(environment);
    }

    /** A free port that the system gives to nobody by itself, so that it is still free when the daemon takes it. */
    static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody has it: another one.
            }
        }
    }
}
