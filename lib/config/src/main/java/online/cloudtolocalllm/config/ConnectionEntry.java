package online.cloudtolocalllm.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** Reads one connection out of {@code connection_config.json}. Pure. */
public final class ConnectionEntry {

    /** The keys that a connection may have; others are kept and mean nothing. */
    public static final List<String> KEYS = List.of(
            "connection_type",
            "api_base_url",
            "host",
            "port",
            "enabled",
            "paused",
            "preferred",
            "priority",
            "failover",
            "timeout",
            "max_concurrent",
            "reach",
            "models",
            "model_aliases",
            "auth_token",
            "auth_token_ref");

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
    /** The greatest priority that there is. */
    public static final int LAST_PRIORITY = 1_000_000;

    private static final int MOST_CONCURRENT = 1_000;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|[0-9A-Fa-f:.]{2,45}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    private ConnectionEntry() {}

    /**
     * Reads a connection.
     *
     * @throws InvalidSettingException naming the key and the reason
     */
    public static ConnectionSettings read(String name, JsonObject json, ConnectionDefaults defaults)
            throws InvalidSettingException {
        if (!ConnectionId.isValid(name)) {
            throw new InvalidSettingException("a connection's name has at most 64 letters, digits, dots, dashes and"
                    + " underscores, and begins with a letter or a digit");
        }
        if (name.toLowerCase(Locale.ROOT).equals(ConnectionKind.DEMO.wireName())) {
            throw new InvalidSettingException("the name demo belongs to the demo server; choose another name");
        }
        TypedKeys keys = new TypedKeys(json);
        ConnectionKind kind = kind(name, keys);
        Origin origin = origin(kind, keys, defaults);
        Optional<Token> token = token(keys);
        Optional<TokenSource> source = source(keys, defaults);
        checkCredential(token, source, origin);
        return new ConnectionSettings(
                new ConnectionId(name),
                kind,
                origin,
                keys.flag("enabled", true),
                keys.whole("priority", kind == ConnectionKind.LOCAL_OLLAMA ? 10 : 20, 0, LAST_PRIORITY),
                keys.flag("failover", true),
                keys.seconds("timeout", Duration.ofSeconds(30), LONGEST_TIMEOUT),
                token,
                source,
                keys.nameMap("model_aliases"),
                keys.names("models"),
                reach(keys),
                keys.flag("paused", false),
                keys.flag("preferred", false),
                keys.whole("max_concurrent", ConnectionSettings.MAX_CONCURRENT, 1, MOST_CONCURRENT));
    }

    private static ConnectionKind kind(String name, TypedKeys keys) throws InvalidSettingException {
        Optional<String> said = keys.text("connection_type");
        return ConnectionKind.ofWireName(said.orElse(name))
                .filter(kind -> kind != ConnectionKind.DEMO)
                .orElseThrow(() -> new InvalidSettingException(
                        "connection_type",
                        (said.isPresent() ? "must be one of" : "is missing; say which it is:")
                                + " local_ollama, ollama, cloud_proxy, openai"));
    }

    private static Origin origin(ConnectionKind kind, TypedKeys keys, ConnectionDefaults defaults)
            throws InvalidSettingException {
        Optional<String> host = keys.text("host");
        if (host.isPresent() && !HOST.matcher(host.get()).matches()) {
            throw new InvalidSettingException("host", "must be a name or an address, without http:// and port");
        }
        int port = keys.whole("port", 11_434, 1, 65_535);
        Optional<String> url = keys.text("api_base_url");
        if (url.isPresent()) {
            return Origin.parse(url.get());
        }
        if (kind == ConnectionKind.CLOUD_PROXY) {
            return Origin.parse(ConnectionDefaults.CLOUD_URL);
        }
        return host.isEmpty() && !keys.has("port")
                ? Origin.parse(defaults.localUrl())
                : Origin.parse("http://" + new HostPort(host.orElse("localhost"), port));
    }

    private static Optional<Token> token(TypedKeys keys) throws InvalidSettingException {
        Optional<String> token = keys.text("auth_token").filter(text -> !text.isBlank());
        if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
            throw new InvalidSettingException("auth_token", "has characters that no token has, or is too long");
        }
        return token.map(Token::new);
    }

    private static Optional<TokenSource> source(TypedKeys keys, ConnectionDefaults defaults)
            throws InvalidSettingException {
        Optional<String> ref = keys.text("auth_token_ref").filter(text -> !text.isBlank());
        if (ref.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(TokenSource.parse(ref.get(), defaults.userHome())
                .orElseThrow(() -> new InvalidSettingException(
                        "auth_token_ref",
                        "must be keyring:NAME, env:VARIABLE, or file:PATH with a path that begins with / or ~/")));
    }

    private static void checkCredential(Optional<Token> token, Optional<TokenSource> source, Origin origin)
            throws InvalidSettingException {
        if (token.isPresent() && source.isPresent()) {
            throw new InvalidSettingException(
                    "auth_token",
                    "is there beside auth_token_ref; remove one of the two, so that it is plain which counts");
        }
        if ((token.isPresent() || source.isPresent()) && !origin.secure() && !origin.loopback()) {
            throw new InvalidSettingException(
                    token.isPresent() ? "auth_token" : "auth_token_ref",
                    "a token is sent over https only; change api_base_url");
        }
    }

    private static Optional<Reach> reach(TypedKeys keys) throws InvalidSettingException {
        Optional<String> word = keys.text("reach");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Reach.values())
                .filter(reach -> reach.name().toLowerCase(Locale.ROOT).equals(word.get()))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingException("reach", "must be local, lan or internet")));
    }
}
