package online.cloudtolocalllm.broker;

import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Short ways to write connections in tests. */
public final class Connections {

    private Connections() {}

    public static ConnectionSettings local(String url) {
        return read("local_ollama", JsonObject.of("connection_type", "local_ollama", "api_base_url", url));
    }

    public static ConnectionSettings remote(String name, String url, int priority) {
        return read(
                name,
                JsonObject.of("connection_type", "ollama", "api_base_url", url).with("priority", priority));
    }

    public static ConnectionSettings cloud(String url, String token) {
        return read(
                "cloud_proxy",
                JsonObject.of("connection_type", "cloud_proxy", "api_base_url", url)
                        .with("auth_token", token));
    }

    public static ConnectionSettings openai(String url) {
        return read("router", JsonObject.of("connection_type", "openai", "api_base_url", url));
    }

    public static ConnectionSettings read(String name, JsonObject json) {
        try {
            return ConnectionSettings.read(name, json);
        } catch (InvalidSettingException e) {
            throw new AssertionError(e);
        }
    }
}
