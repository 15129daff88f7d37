package online.cloudtolocalllm.autostart.text;

import java.util.List;

/** The property list by which launchd starts the program when its user logs in. Pure; {@code launchd.plist(5)} says what the keys mean. */
public final class LaunchAgent {

    private LaunchAgent() {}

    /** Who starts the program again after a crash. */
    public enum Supervision {
        /** The program itself, or nobody. */
        NONE,
        /** launchd: whenever the program ends with another code than 0. */
        LAUNCHD
    }

    /**
     * The list's text.
     *
     * @param label the agent's name, unlike all others
     * @param start without control characters, see {@link ProgramStart#plain()}
     * @param errors the file that gets what the program prints to standard error
     */
    public static String of(String label, ProgramStart start, Supervision supervision, String errors) {
        StringBuilder text = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0">
            <dict>
            """);
        text.append("  <key>Label</key>\n").append(string("  ", label));
        text.append("  <key>ProgramArguments</key>\n  <array>\n");
        List<String> words = start.words();
        words.forEach(word -> text.append(string("    ", word)));
        text.append("  </array>\n");
        if (!start.variables().isEmpty()) {
            text.append("  <key>EnvironmentVariables</key>\n  <dict>\n");
            start.variables().forEach((name, value) -> text.append("    <key>")
                    .append(XmlText.escaped(name))
                    .append("</key>\n")
                    .append(string("    ", value)));
            text.append("  </dict>\n");
        }
        text.append("  <key>RunAtLoad</key>\n  <true/>\n");
        if (supervision == Supervision.LAUNCHD) {
            text.append("  <key>KeepAlive</key>\n  <dict>\n    <key>SuccessfulExit</key>\n    <false/>\n  </dict>\n");
            // The usual 10 s are counted from the last start: a daemon that served for longer is back at once.
            text.append("  <key>ThrottleInterval</key>\n  <integer>10</integer>\n");
        }
        text.append("  <key>ProcessType</key>\n  <string>Interactive</string>\n");
        text.append("  <key>StandardErrorPath</key>\n").append(string("  ", errors));
        return text.append("</dict>\n</plist>\n").toString();
    }

    private static String string(String indent, String value) {
        return indent + "<string>" + XmlText.escaped(value) + "</string>\n";
    }
}
