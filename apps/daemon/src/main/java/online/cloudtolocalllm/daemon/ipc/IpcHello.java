package online.cloudtolocalllm.daemon.ipc;

import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A client's first message, checked.
 *
 * @param client what it calls itself, such as {@code cli/0.1.0}; empty if it does not say
 * @param nonce its nonce
 */
record IpcHello(String client, String nonce) {

    private static final int LONGEST_NAME = 64;
    private static final JsonValue VERSION = new JsonNumber(String.valueOf(Handshake.VERSION));

    /** What the message says. */
    sealed interface Reading {

        /**
         * A greeting.
         *
         * @param hello what it says
         */
        record Said(IpcHello hello) implements Reading {}

        /**
         * No greeting that can be answered.
         *
         * @param text what is wrong, for people
         * @param code the same as one stable word
         */
        record Wrong(String text, String code) implements Reading {}
    }

    /** Reads a {@code HELLO}. */
    static Reading read(JsonObject message) {
        if (!VERSION.equals(message.fields().get("v"))) {
            return new Reading.Wrong(
                    "This daemon speaks version " + Handshake.VERSION + " of the protocol.", "unknown_version");
        }
        String nonce = message.text("nonce", "");
        if (!Handshake.isNonce(nonce)) {
            return new Reading.Wrong("The nonce must be 16 to 32 random bytes as base64url.", "bad_nonce");
        }
        @Nullable JsonValue name = message.fields().get("client");
        if (name == null) {
            return new Reading.Said(new IpcHello("", nonce));
        }
        return name instanceof JsonText(String client) && isName(client)
                ? new Reading.Said(new IpcHello(client, nonce))
                : new Reading.Wrong(
                        "The \"client\" must be a name of at most " + LONGEST_NAME
                                + " printable ASCII characters, for example \"chat/1.0.0\".",
                        "bad_client");
    }

    private static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && name.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
