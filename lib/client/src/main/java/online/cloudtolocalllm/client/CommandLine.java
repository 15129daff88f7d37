package online.cloudtolocalllm.client;

import java.nio.charset.StandardCharsets;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** One command as the line that it becomes. Thread-safe. */
final class CommandLine implements Outgoing {

    /** What the daemon takes of other commands than PROXY_REQUEST. */
    static final int USUAL_BYTES = 64 * 1024;

    private final long id;
    private final boolean proxy;
    private final byte[] line;
    private volatile boolean begun;

    private CommandLine(long id, boolean proxy, byte[] line) {
        this.id = id;
        this.proxy = proxy;
        this.line = line;
    }

    /**
     * The line of a command.
     *
     * @param longest the most bytes that the daemon takes
     * @throws DaemonException.Refused if the daemon would not take it and close the link, to the harm of all other calls
     */
    static CommandLine of(JsonObject command, long id, int longest) throws DaemonException.Refused {
        if (deeper(command, Json.MAX_DEPTH)) {
            throw new DaemonException.Refused(
                    "bad_line", "The command is nested more than " + Json.MAX_DEPTH + " levels deep.");
        }
        boolean proxy = command.text("command", "").equals("PROXY_REQUEST");
        int most = proxy ? longest : USUAL_BYTES;
        byte[] line = (inOrder(command, id).toJson() + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > most) {
            throw new DaemonException.Refused(
                    "line_too_long",
                    "The command has " + line.length + " bytes, and the daemon takes at most " + most + ".");
        }
        return new CommandLine(id, proxy, line);
    }

    /** The name of the command stands first: the daemon wants to see it before it makes room for a long line. */
    private static JsonObject inOrder(JsonObject command, long id) {
        JsonObject.Builder ordered = JsonObject.builder();
        command.get("command").ifPresent(name -> ordered.put("command", name));
        ordered.put("id", id);
        command.fields().forEach((name, value) -> {
            if (!name.equals("command") && !name.equals("id")) {
                ordered.put(name, value);
            }
        });
        return ordered.build();
    }

    private static boolean deeper(JsonValue value, int levels) {
        return switch (value) {
            case JsonObject object ->
                levels == 0 || object.fields().values().stream().anyMatch(inner -> deeper(inner, levels - 1));
            case JsonArray array -> levels == 0 || array.items().stream().anyMatch(inner -> deeper(inner, levels - 1));
            default -> false;
        };
    }

    @Override
    public void begin() {
        begun = true;
    }

    @Override
    public byte[] bytes() {
        return line;
    }

    /** The number under which its answer comes. */
    long id() {
        return id;
    }

    /** What is known about the effect when no answer comes; for whoever took it back, or whose link has ended. */
    Effect effect() {
        return begun ? Effect.UNKNOWN : Effect.NONE;
    }

    /** Whether the daemon can be told to give it up. */
    boolean cancellable() {
        return proxy;
    }

    /** The line that tells the daemon to give it up. */
    Outgoing cancel() {
        return about("CANCEL");
    }

    /** The line that tells the daemon to keep its answer for later. */
    Outgoing leave() {
        return about("LEAVE");
    }

    private Outgoing about(String word) {
        byte[] text = ("{\"command\":\"" + word + "\",\"id\":" + id + "}\n").getBytes(StandardCharsets.US_ASCII);
        return () -> text;
    }
}
