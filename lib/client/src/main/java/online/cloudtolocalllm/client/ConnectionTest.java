package online.cloudtolocalllm.client;

import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * What the daemon found when it tried one connection step by step.
 *
 * @param connection the connection's name
 * @param ok whether every step worked
 * @param steps the steps that were tried, in order
 * @param advice what to change; empty if all is well
 * @param suggestion better settings with their keys in the connections' file, where they are certain; otherwise empty
 */
public record ConnectionTest(String connection, boolean ok, List<Step> steps, String advice, JsonObject suggestion) {

    /** Longer than all the limits of one connection together. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    /** Copies the list. */
    public ConnectionTest {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param name address, connect, tls, auth, version, models or chat
     * @param ok whether it worked
     * @param took how long it took
     * @param detail what was found, or why it failed; may be empty
     */
    public record Step(String name, boolean ok, Duration took, String detail) {}

    /** The command that asks for it. */
    public static JsonObject command(String connection, boolean chat) {
        JsonObject command = JsonObject.of("command", "TEST_CONNECTION", "connection", connection);
        return chat ? command.with("chat", true) : command;
    }

    /** Reads the {@code result} of the reply. */
    public static ConnectionTest read(JsonObject result) {
        return new ConnectionTest(
                result.text("connection", ""),
                result.flag("ok", false),
                result.array("steps").objects().stream()
                        .map(ConnectionTest::step)
                        .toList(),
                result.text("advice", ""),
                result.object("suggestion"));
    }

    private static Step step(JsonObject step) {
        double millis = step.number("ms").orElse(0);
        return new Step(
                step.text("step", ""),
                step.flag("ok", false),
                Duration.ofNanos((long) (millis * 1e6)),
                step.text("detail", ""));
    }
}
