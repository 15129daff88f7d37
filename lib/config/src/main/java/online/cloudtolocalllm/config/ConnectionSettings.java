package online.cloudtolocalllm.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/**
 * One connection as configured.
 *
 * @param id its name
 * @param kind what it is
 * @param origin where it is
 * @param enabled whether it may be used
 * @param priority lower is asked first
 * @param failover whether a request that another connection could not serve may go here
 * @param timeout for connecting and for health answers; never a limit on an answer
 * @param token its credential, once known
 * @param tokenSource where its credential is kept, if the settings only refer to it
 * @param aliases other names for its models: what is asked for, and what it is called there
 * @param models the only models that it is asked for; empty means all that it has
 * @param reach how far a request travels that goes there, if its owner knows better than its address tells
 * @param paused whether requests are kept away from it for now, unless they name it
 * @param preferred whether it is asked before all others that are doing as well
 */
public record ConnectionSettings(
        ConnectionId id,
        ConnectionKind kind,
        Origin origin,
        boolean enabled,
        int priority,
        boolean failover,
        Duration timeout,
        Optional<Token> token,
        Optional<TokenSource> tokenSource,
        Map<String, String> aliases,
        List<String> models,
        Optional<Reach> reach,
        boolean paused,
        boolean preferred) {

    /** Checks that the token cannot be read on the way: it is sent over https, or to this computer. */
    public ConnectionSettings {
        if (token.isPresent() && !origin.secure() && !origin.loopback()) {
            throw new IllegalArgumentException("a token over plain http");
        }
        aliases = Map.copyOf(aliases);
        models = List.copyOf(models);
    }

    /** A connection with nothing but the first settings: no token elsewhere, no aliases, every model. */
    public ConnectionSettings(
            ConnectionId id,
            ConnectionKind kind,
            Origin origin,
            boolean enabled,
            int priority,
            boolean failover,
            Duration timeout,
            Optional<Token> token) {
        this(
                id,
                kind,
                origin,
                enabled,
                priority,
                failover,
                timeout,
                token,
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                false,
                false);
    }

    /** Whether requests to it stay on this computer. */
    public boolean onThisComputer() {
        return origin.loopback() && kind.onThisComputer();
    }

    /**
     * Reads one entry of {@code connection_config.json}.
     *
     * @throws InvalidSettingException naming the key and the reason
     */
    public static ConnectionSettings read(String name, JsonObject json) throws InvalidSettingException {
        if (!ConnectionId.isValid(name)) {
            throw new InvalidSettingException("a connection's name has letters, digits, dots, dashes and underscores");
        }
        ConnectionKind kind = kind(name, json);
        Origin origin = Origin.parse(text(json, "api_base_url").orElseGet(() -> fallbackUrl(kind, json)));
        Optional<Token> token =
                text(json, "auth_token").filter(value -> !value.isBlank()).map(Token::new);
        if (json.has("auth_token_ref")) {
            throw new InvalidSettingException("auth_token_ref: not read by this version; set auth_token instead");
        }
        if (token.isPresent() && !origin.secure() && !origin.loopback()) {
            throw new InvalidSettingException("auth_token: a token is sent over https only; change api_base_url");
        }
        if (token.isPresent() && !token.get().value().matches("[!-~]{1,8192}")) {
            throw new InvalidSettingException("auth_token: has characters that no token has");
        }
        return new ConnectionSettings(
                new ConnectionId(name),
                kind,
                origin,
                flag(json, "enabled", true),
                (int) whole(json, "priority", kind == ConnectionKind.LOCAL_OLLAMA ? 10 : 20, 0, 1_000_000),
                flag(json, "failover", true),
                Duration.ofMillis((long) (seconds(json) * 1000)),
                token);
    }

    private static ConnectionKind kind(String name, JsonObject json) throws InvalidSettingException {
        String wireName = text(json, "connection_type").orElse(name);
        return ConnectionKind.ofWireName(wireName)
                .filter(kind -> kind != ConnectionKind.DEMO)
                .orElseThrow(() -> new InvalidSettingException(
                        "connection_type: \"" + wireName + "\" is none of local_ollama, ollama, cloud_proxy, openai"));
    }

    private static String fallbackUrl(ConnectionKind kind, JsonObject json) {
        if (kind == ConnectionKind.CLOUD_PROXY) {
            return ConnectionFile.CLOUD_URL;
        }
        return "http://" + json.text("host", "localhost") + ":"
                + json.integer("port").orElse(11_434);
    }

    private static Optional<String> text(JsonObject json, String key) throws InvalidSettingException {
        JsonValue value = json.get(key).orElse(JsonNull.NULL);
        return switch (value) {
            case JsonNull ignored -> Optional.empty();
            case JsonText(String text) -> Optional.of(text);
            default -> throw new InvalidSettingException(key + ": must be a string");
        };
    }

    private static boolean flag(JsonObject json, String key, boolean otherwise) throws InvalidSettingException {
        if (json.has(key) && !(json.get(key).orElseThrow() instanceof JsonFlag)) {
            throw new InvalidSettingException(key + ": must be true or false");
        }
        return json.flag(key, otherwise);
    }

    private static long whole(JsonObject json, String key, long otherwise, long least, long most)
            throws InvalidSettingException {
        OptionalLong value = json.integer(key);
        if (json.has(key) && (value.isEmpty() || value.getAsLong() < least || value.getAsLong() > most)) {
            throw new InvalidSettingException(key + ": must be a number from " + least + " to " + most);
        }
        return value.orElse(otherwise);
    }

    private static double seconds(JsonObject json) throws InvalidSettingException {
        OptionalDouble value = json.number("timeout");
        if (json.has("timeout") && (value.isEmpty() || !(value.getAsDouble() > 0) || value.getAsDouble() > 3600)) {
            throw new InvalidSettingException("timeout: must be a number of seconds above 0, at most 3600");
        }
        return value.orElse(30);
    }
}
