package online.cloudtolocalllm.config;

import java.util.Map;
import online.cloudtolocalllm.protocol.HostPort;

/**
 * The environment variable {@code OLLAMA_HOST}, read as Ollama's own programs read it: a host, a host with a port, or a URL; a
 * bare host has port 11434, a URL its scheme's. An address to listen on at large means this computer to a client. Pure.
 */
public sealed interface OllamaHost {

    /** The variable's name. */
    String VARIABLE = "OLLAMA_HOST";

    /** It is not set. */
    record Unset() implements OllamaHost {}

    /**
     * It says where Ollama is.
     *
     * @param url a base URL
     */
    record At(String url) implements OllamaHost {}

    /**
     * It cannot be used.
     *
     * @param reason why, without a full stop
     */
    record Ignored(String reason) implements OllamaHost {}

    /**
     * Reads the variable.
     *
     * @param gateway where our own gateway listens: people set the variable to it for other tools
     */
    static OllamaHost of(Map<String, String> environment, HostPort gateway) {
        String text = environment
                .getOrDefault(VARIABLE, "")
                .strip()
                .replaceAll("^[\"']+|[\"']+$", "")
                .strip();
        if (text.isEmpty()) {
            return new Unset();
        }
        int scheme = text.indexOf("://");
        String name = scheme < 0 ? "http" : text.substring(0, scheme);
        if (!name.equals("http") && !name.equals("https")) {
            return new Ignored("it must be a host, a host with a port, or a URL with http:// or https://");
        }
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        int slash = rest.indexOf('/');
        String path = slash < 0 ? "" : rest.substring(slash);
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        int port = scheme < 0 ? 11_434 : name.equals("http") ? 80 : 443;
        return HostPort.parse(authority.isEmpty() ? ":" + port : authority, new HostPort("127.0.0.1", port))
                .<OllamaHost>map(place -> at(name, place, path, gateway))
                .orElseGet(() -> new Ignored("it is no host with a port"));
    }

    private static OllamaHost at(String scheme, HostPort place, String path, HostPort gateway) {
        HostPort asked = isUnspecified(place.host()) ? new HostPort("127.0.0.1", place.port()) : place;
        if (asked.port() == 0) {
            return new Ignored("port 0 cannot be asked");
        }
        Origin origin;
        try {
            origin = Origin.parse(scheme + "://" + asked + path);
        } catch (InvalidSettingException e) {
            return new Ignored("it is no host with a port");
        }
        return origin.loopback() && origin.address().port() == gateway.port()
                ? new Ignored("it leads to this gateway itself, which would ask itself for ever")
                : new At(origin.toString());
    }

    private static boolean isUnspecified(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("0:0:0:0:0:0:0:0");
    }
}
