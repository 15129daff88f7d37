package online.cloudtolocalllm.autostart.text;

/**
 * The unit by which systemd runs the program for its user. Pure. Checked against systemd 252; {@code systemd.service(5)} and
 * {@code systemd.unit(5)} say what the words mean.
 */
public final class SystemdUnit {

    /** The unit's file name. */
    public static final String FILE = "cloudtolocalllm.service";

    /** What starts it at login. */
    public static final String WANTED_BY = "default.target";

    private SystemdUnit() {}

    /**
     * The unit's text. The program must end with 0 when it is asked to stop, and with 2, 5 or 6 when trying again is of no use.
     */
    public static String of(ProgramStart start) {
        StringBuilder text = new StringBuilder("""
            # Written by "cloudtolocalllm service install", which replaces it; changes of yours are kept by
            # "systemctl --user edit cloudtolocalllm".
            [Unit]
            Description=CloudToLocalLLM: one local address for every language model
            # A daemon that cannot start is not started for ever.
            StartLimitIntervalSec=120
            StartLimitBurst=20

            [Service]
            Type=exec
            """);
        for (String variable : start.assignments()) {
            text.append("Environment=").append(quoted(variable)).append('\n');
        }
        // The colon keeps dollar signs from being variables. systemd refuses programs with these characters, not
        // arguments.
        boolean refused = start.program().matches(".*['\"\\\\].*");
        text.append("ExecStart=:").append(refused ? "/usr/bin/env " : "").append(quoted(start.program()));
        for (String argument : start.arguments()) {
            text.append(' ').append(argument.matches("[A-Za-z0-9_./:-]+") ? argument : quoted(argument));
        }
        return text.append('\n').append("""
            Restart=on-failure
            RestartSec=500ms
            # Wrong usage, address in use, folder unusable: another try would end in the same way.
            RestartPreventExitStatus=2 5 6
            # Windows that the daemon opened stay open when it ends.
            KillMode=process
            # Running requests get 10 s.
            TimeoutStopSec=20
            # It has a log of its own; the journal gets what goes wrong before that is open.
            StandardOutput=null
            StandardError=journal

            [Install]
            WantedBy=default.target
            """).toString();
    }

    private static String quoted(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        word.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case '%' -> quoted.append("%%");
                default -> {
                    if (Character.isISOControl(c)) {
                        quoted.append("\\u%04x".formatted(c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
