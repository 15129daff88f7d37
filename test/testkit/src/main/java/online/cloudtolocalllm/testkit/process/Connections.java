package online.cloudtolocalllm.testkit.process;

import java.net.URI;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * The content of a {@code connection_config.json}, put together. Starts with the two connections that are always there, both
 * switched off, so that no test finds a server that happens to run on the machine.
 *
 * @param json the file's content
 */
public record Connections(JsonObject json) {

    private static final String LOCAL = "local_ollama";
    private static final String CLOUD = "cloud_proxy";
    private static final int TIMEOUT_SECONDS = 30;

    /** Nothing switched on. */
    public static Connections none() {
        return new Connections(JsonObject.EMPTY)
                .local("http://127.0.0.1:9", false)
                .cloud("http://127.0.0.1:9", "", false);
    }

    /** A copy whose local Ollama is there and switched on. */
    public Connections local(String url) {
        return local(url, true);
    }

    /** A copy whose local Ollama is there. */
    public Connections local(String url, boolean enabled) {
        URI uri = URI.create(url);
        return named(
                LOCAL,
                JsonObject.of("connection_type", LOCAL, "host", uri.getHost())
                        .with("port", uri.getPort())
                        .with("api_base_url", url)
                        .with("enabled", enabled)
                        .with("timeout", TIMEOUT_SECONDS));
    }

    /** A copy whose cloud proxy is there. */
    public Connections cloud(String url, String token, boolean enabled) {
        return named(
                CLOUD,
                JsonObject.of("connection_type", CLOUD, "api_base_url", url)
                        .with("auth_token", token)
                        .with("enabled", enabled)
                        .with("timeout", TIMEOUT_SECONDS));
    }

    /**
     * A copy with another connection.
     *
     * @param type {@code ollama} or {@code openai}
     * @param priority lower is asked first
     */
    public Connections other(String name, String type, String url, int priority) {
        return named(
                name,
                JsonObject.of("connection_type", type, "api_base_url", url).with("priority", priority));
    }

    /** A copy in which the connection of this name has exactly these fields. */
    public Connections named(String name, JsonObject fields) {
        return new Connections(json.with(name, fields));
    }

    /** A copy in which one field of a connection has this value. */
    public Connections set(String name, String field, Object value) {
        return named(name, json.object(name).with(field, value));
    }

    /** The file's text. */
    public String text() {
        return Json.writeIndented(json);
    }
}
