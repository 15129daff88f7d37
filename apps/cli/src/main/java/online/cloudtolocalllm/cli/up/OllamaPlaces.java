package online.cloudtolocalllm.cli.up;

import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.LoopbackHost;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * Where Ollama may run. Pure.
 *
 * @param configured the address of the connection {@code local_ollama}
 * @param fromVariable the address in {@code OLLAMA_HOST}, where it is set and names another one than the gateway and
 *     {@code configured}
 */
public record OllamaPlaces(HostPort configured, Optional<HostPort> fromVariable) {

    /** Where Ollama listens when nobody says otherwise. */
    public static final HostPort USUAL = new HostPort("localhost", 11_434);

    private static final int HTTP_PORT = 80;

    /**
     * The places to look at.
     *
     * @param environment environment variables
     * @param connections the content of {@code connection_config.json}, empty if there is none
     * @param gateway the gateway's own address, to which people set {@code OLLAMA_HOST} for other tools
     */
    public static OllamaPlaces of(Map<String, String> environment, JsonObject connections, HostPort gateway) {
        JsonObject local = connections.object("local_ollama");
        HostPort byFields = new HostPort(
                local.text("host", USUAL.host()),
                Math.clamp(local.integer("port").orElse(USUAL.port()), 0, 65_535));
        HostPort configured = local.text("api_base_url")
                .flatMap(url -> HostPort.parse(url, USUAL))
                .orElse(byFields);
        Optional<HostPort> variable = variable(environment.getOrDefault("OLLAMA_HOST", ""))
                .filter(place -> !same(place, gateway) && !same(place, configured));
        return new OllamaPlaces(configured, variable);
    }

    /** Ollama's own reading: a bare host has port 11434, a URL has its scheme's; 0.0.0.0 is for listening, not for asking. */
    private static Optional<HostPort> variable(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        HostPort byDefault = new HostPort("127.0.0.1", text.strip().startsWith("http://") ? HTTP_PORT : USUAL.port());
        return HostPort.parse(text, byDefault)
                .map(place -> place.host().equals("0.0.0.0") || place.host().equals("::")
                        ? new HostPort("127.0.0.1", place.port())
                        : place)
                .filter(place -> place.port() != 0);
    }

    private static boolean same(HostPort one, HostPort other) {
        boolean sameHost = one.host().equalsIgnoreCase(other.host()) || (isLoopback(one) && isLoopback(other));
        return sameHost && one.port() == other.port();
    }

    /** Whether the host is this computer by its usual names. */
    public static boolean isLoopback(HostPort place) {
        return LoopbackHost.matchesOrIsBelow(place.host());
    }
}
