package online.cloudtolocalllm.daemon.process;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.LoopbackHost;

/** What the command line asks the daemon to do. */
public sealed interface DaemonOptions {

    /** The environment variable that moves the gateway when the command line does not. */
    String GATEWAY_VARIABLE = "CLOUDTOLOCALLLM_GATEWAY";

    /** Where the gateway listens when nothing says otherwise. */
    HostPort STANDARD_GATEWAY = DaemonConfig.STANDARD_GATEWAY;

    /** The help text. */
    String USAGE = """
        Usage: cloudtolocalllm daemon [--port N] [--gateway HOST:PORT] [--no-tray] [--debug] [--supervised]

        Runs the daemon in the foreground until it is stopped.

          --port N             IPC port on 127.0.0.1; 0, the default, takes a free one
          --gateway HOST:PORT  where the gateway listens; default 127.0.0.1:11435,
                               or what CLOUDTOLOCALLLM_GATEWAY or daemon_config.json says
          --no-tray            run without a tray icon and notifications
          --debug              log more, and show it here too
          --supervised         start it again after a crash
          --help               show this

        The files of the daemon are in ~/.cloudtolocalllm; CLOUDTOLOCALLLM_HOME moves them.
        """;

    /**
     * Run.
     *
     * @param port the IPC port, 0 for a free one
     * @param gateway where the gateway listens, if the command line or the environment says so
     * @param noTray no tray icon
     * @param debug log more, and to the terminal too
     */
    record Run(int port, Optional<HostPort> gateway, boolean noTray, boolean debug) implements DaemonOptions {

        /** The environment with what the command line says in the place of what it says itself. */
        public Map<String, String> over(Map<String, String> environment) {
            Map<String, String> all = new HashMap<>(environment);
            gateway.ifPresent(address -> all.put(GATEWAY_VARIABLE, address.toString()));
            return all;
        }
    }

    /**
     * Print the text to standard output and exit with 0.
     *
     * @param text ends with a line feed
     */
    record Help(String text) implements DaemonOptions {}

    /**
     * Print the message to standard error and exit with {@link #EXIT_CODE}.
     *
     * @param message what is wrong and what would be right, without a line feed
     */
    record Wrong(String message) implements DaemonOptions {

        /** The exit code for wrong usage. */
        public static final int EXIT_CODE = 2;
    }

    /** Reads the arguments with this process's environment. */
    static DaemonOptions parse(String[] arguments) {
        return parse(List.of(arguments), System.getenv());
    }

    /** Reads the arguments. An option that is given twice counts as given last. */
    static DaemonOptions parse(List<String> arguments, Map<String, String> environment) {
        int port = 0;
        String gateway = environment.getOrDefault(GATEWAY_VARIABLE, "");
        String gatewaySource = GATEWAY_VARIABLE;
        boolean noTray = false;
        boolean debug = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            Optional<String> attached = equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
            switch (name) {
                case "--port", "--gateway" -> {
                    if (attached.isEmpty() && !rest.hasNext()) {
                        return wrong(name + " needs a value.");
                    }
                    String value = attached.orElseGet(rest::next);
                    if (name.equals("--gateway")) {
                        gateway = value;
                        gatewaySource = name;
                    } else if (isPort(value)) {
                        port = Integer.parseInt(value);
                    } else {
                        return wrong("--port needs a number from 0 to 65535, not \"" + shown(value) + "\".");
                    }
                }
                case "--no-tray", "--debug", "--help", "-h" -> {
                    if (attached.isPresent()) {
                        return wrong(name + " takes no value.");
                    }
                    if (name.equals("--help") || name.equals("-h")) {
                        return new Help(USAGE);
                    }
                    noTray |= name.equals("--no-tray");
                    debug |= name.equals("--debug");
                }
                default -> {
                    return wrong("\"" + shown(argument) + "\" is not an option of the daemon.");
                }
            }
        }
        if (gateway.isEmpty() && gatewaySource.equals(GATEWAY_VARIABLE)) {
            return new Run(port, Optional.empty(), noTray, debug);
        }
        Optional<HostPort> address = HostPort.parse(gateway, STANDARD_GATEWAY);
        if (address.isEmpty()) {
            return wrong(gatewaySource + " needs an address such as 127.0.0.1:11435, not \"" + shown(gateway) + "\".");
        }
        if (!LoopbackHost.matches(address.get().host())) {
            return wrong(gatewaySource + " names " + shown(gateway)
                    + ", which other computers could reach. The gateway listens on this computer only: use 127.0.0.1.");
        }
        return new Run(port, address, noTray, debug);
    }

    private static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535;
    }

    private static Wrong wrong(String message) {
        return new Wrong(message + " \"cloudtolocalllm daemon --help\" lists the options.");
    }

    /** Short enough for one line, and without anything that a terminal would obey. */
    private static String shown(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
    }
}
