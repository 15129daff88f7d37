package online.cloudtolocalllm.broker.doctor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** Knows the mistakes that people make in base URLs. Pure. */
public final class UrlDoctor {

    /** What documentation shows behind a base URL, longest first. */
    private static final List<String> BELONGS_TO_REQUESTS = List.of(
            "/chat/completions",
            "/api/embeddings",
            "/api/generate",
            "/api/version",
            "/embeddings",
            "/completions",
            "/responses",
            "/messages",
            "/api/embed",
            "/api/tags",
            "/api/chat",
            "/models",
            "/api",
            "/v1");

    private static final int MOST_ALTERNATIVES = 8;

    private UrlDoctor() {}

    /**
     * Settings worth trying at the same server when the interface is not where it should be: the base URL without what
     * belongs to requests ({@code /api/chat}, {@code /v1/chat/completions}, a doubled {@code /v1}), and the other interface.
     * Without the token, best first.
     */
    public static List<ConnectionSettings> alternatives(ConnectionSettings settings) {
        Set<String> paths = new LinkedHashSet<>();
        String path = settings.origin().basePath();
        paths.add(path);
        while (!path.isEmpty()) {
            path = shorter(path);
            paths.add(path);
        }
        List<ConnectionSettings> all = new ArrayList<>();
        for (ConnectionKind kind : kinds(settings)) {
            for (String each : paths) {
                if (kind != ConnectionKind.CLOUD_PROXY || !each.endsWith("/v1")) {
                    all.add(at(settings, settings.origin().secure(), each, kind));
                }
            }
        }
        all.removeIf(same -> same.kind() == settings.kind() && plainPath(same).equals(plainPath(settings)));
        return all.subList(0, Math.min(all.size(), MOST_ALTERNATIVES));
    }

    /** The path as requests to it see it: OpenAI's interface is found with and without its {@code /v1}. */
    private static String plainPath(ConnectionSettings settings) {
        String path = settings.origin().basePath();
        return settings.kind() == ConnectionKind.OPENAI && path.endsWith("/v1")
                ? path.substring(0, path.length() - 3)
                : path;
    }

    private static String shorter(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        for (String end : BELONGS_TO_REQUESTS) {
            if (lower.endsWith(end)) {
                return path.substring(0, path.length() - end.length());
            }
        }
        return "";
    }

    private static List<ConnectionKind> kinds(ConnectionSettings settings) {
        ConnectionKind ollama = settings.origin().loopback() ? ConnectionKind.LOCAL_OLLAMA : ConnectionKind.OLLAMA;
        return switch (settings.kind()) {
            case LOCAL_OLLAMA, OLLAMA, DEMO -> List.of(settings.kind(), ConnectionKind.OPENAI);
            case OPENAI -> List.of(ConnectionKind.OPENAI, ollama);
            case CLOUD_PROXY -> List.of(ollama, ConnectionKind.OPENAI);
        };
    }

    /** The same connection by the other scheme, without its token. */
    static ConnectionSettings otherScheme(ConnectionSettings settings) {
        return at(settings, !settings.origin().secure(), settings.origin().basePath(), settings.kind());
    }

    private static ConnectionSettings at(ConnectionSettings like, boolean secure, String path, ConnectionKind kind) {
        Origin origin = like.origin();
        String url = (secure ? "https://" : "http://") + origin.address() + path;
        try {
            return new ConnectionSettings(
                    like.id(), kind, Origin.parse(url), true, 0, false, like.timeout(), Optional.empty());
        } catch (InvalidSettingException e) {
            throw new IllegalStateException("part of a URL that was read before", e);
        }
    }
}
