package online.cloudtolocalllm.daemon.ipc;

import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * A line of an old client.
 *
 * @param kind what it wants
 * @param message all of it
 * @param bytes the line's length
 * @param body of a large line: what its data really is
 * @param since when it came, in nanoseconds of a monotonic clock
 */
record LegacyRequest(Kind kind, JsonObject message, int bytes, Optional<ProxyBody.Text> body, long since) {

    /** What an old client may want; everything else needs a proof. */
    enum Kind {
        /** Is anybody there? */
        PING(LegacyWording.ASIDE),
        /** How are the connections? */
        STATUS(LegacyWording.STATUS),
        /** A request to one of them. */
        PROXY(LegacyWording.PROXY),
        /** A token to be stored, or cleared. */
        TOKEN(LegacyWording.ASIDE),
        /** What it wants the tray to show. */
        WISH(LegacyWording.ASIDE),
        /** What it thinks of connections itself, which counts for nothing. */
        OPINION(LegacyWording.ASIDE),
        /** It goes. */
        QUIT(LegacyWording.ASIDE),
        /** Anything else. */
        UNKNOWN(LegacyWording.ASIDE);

        private final LegacyWording wording;

        Kind(LegacyWording wording) {
            this.wording = wording;
        }
    }

    static LegacyRequest read(IpcLine.Message line, long now) {
        JsonObject message = line.object();
        return new LegacyRequest(kind(message.text("command", "")), message, line.bytes(), line.body(), now);
    }

    private static Kind kind(String command) {
        return switch (command) {
            case "PING" -> Kind.PING;
            case "GET_CONNECTION_STATUS" -> Kind.STATUS;
            case "PROXY_REQUEST" -> Kind.PROXY;
            case "UPDATE_AUTH_TOKEN" -> Kind.TOKEN;
            case "UPDATE_TOOLTIP", "UPDATE_ICON", "AUTH_STATUS" -> Kind.WISH;
            case "UPDATE_CONNECTION_STATUS" -> Kind.OPINION;
            case "QUIT" -> Kind.QUIT;
            default -> Kind.UNKNOWN;
        };
    }

    /** Whether only an old client begins with this: everybody may ask whether anybody is there. */
    static boolean begins(JsonObject message) {
        return switch (kind(message.text("command", ""))) {
            case PING, UNKNOWN -> false;
            case STATUS, PROXY, TOKEN, WISH, OPINION, QUIT -> true;
        };
    }

    /** The id, for the few that give one. */
    Optional<JsonValue> id() {
        return message.get("id").filter(IpcSession::isId);
    }

    /** Whether its sender waits for the answer. */
    boolean isAwaited() {
        return kind == Kind.STATUS || kind == Kind.PROXY;
    }

    /** How its reply is worded; one without an id is not told that something went well. */
    ReplyOrder.Wording wording() {
        return kind == Kind.TOKEN && id().isEmpty()
                ? reply -> reply.flag("ok", false) ? "" : kind.wording.text(reply)
                : kind.wording;
    }

    /** The message as one that asks for a whole answer: an old client can take no other. */
    JsonObject whole() {
        JsonObject plain = message.without("stream");
        return plain.get("data").orElse(JsonObject.EMPTY) instanceof JsonObject data
                        && data.get("stream").filter(new JsonFlag(true)::equals).isPresent()
                ? plain.with("data", data.with("stream", false))
                : plain;
    }
}
