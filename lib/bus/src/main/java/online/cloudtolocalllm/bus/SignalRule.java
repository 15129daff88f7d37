package online.cloudtolocalllm.bus;

import java.util.StringJoiner;

/**
 * Which signals are meant; an empty text stands for any.
 *
 * @param sender a name on the bus; of a well-known name only what its present owner sends counts
 * @param path of the object
 * @param type the interface
 * @param signal its name
 */
public record SignalRule(String sender, String path, String type, String signal) {

    /** Checks that no part can reach into the next one. */
    public SignalRule {
        if ((sender + path + type + signal).indexOf('\'') >= 0) {
            throw new IllegalArgumentException("an apostrophe in a rule for signals");
        }
    }

    /** The rule as the bus wants to have it. */
    String words() {
        StringJoiner words = new StringJoiner(",").add("type='signal'");
        add(words, "sender", sender);
        add(words, "path", path);
        add(words, "interface", type);
        add(words, "member", signal);
        return words.toString();
    }

    private static void add(StringJoiner words, String key, String value) {
        if (!value.isEmpty()) {
            words.add(key + "='" + value + "'");
        }
    }

    /** Whether a signal from anybody is meant, but for its sender. */
    boolean meets(String itsPath, String itsType, String itsSignal) {
        return any(path, itsPath) && any(type, itsType) && any(signal, itsSignal);
    }

    /** Whether the sender is a name that changes its owner. */
    boolean wellKnownSender() {
        return !sender.isEmpty() && !sender.startsWith(":") && !sender.equals(Driver.NAME);
    }

    private static boolean any(String wanted, String found) {
        return wanted.isEmpty() || wanted.equals(found);
    }
}
