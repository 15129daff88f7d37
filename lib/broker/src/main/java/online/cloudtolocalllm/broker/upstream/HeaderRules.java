package online.cloudtolocalllm.broker.upstream;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import online.cloudtolocalllm.broker.relay.ClientFields;
import online.cloudtolocalllm.config.ConnectionSettings;

/**
 * Which header fields pass the gateway. Hop-by-hop fields (RFC 9110, section 7.6.1) and every field that {@code Connection}
 * names stay where they are; so do the client's credentials, cookies and browser context on the way up, and cookies and
 * cross-origin permissions on the way down.
 */
public final class HeaderRules {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");
    private static final Set<String> NOT_DOWN = Set.of(
            "set-cookie",
            "set-cookie2",
            "alt-svc",
            "strict-transport-security",
            "clear-site-data",
            "x-served-by",
            "x-attempts",
            "x-model",
            "x-request-id");

    private static final Set<String> STAY_THERE = union(HOP_BY_HOP, NOT_DOWN);

    private HeaderRules() {}

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The fields to send to a connection: what may pass, its authority, and its own credential. */
    public static HttpHeaders towards(ConnectionSettings settings, HttpHeaders client) {
        HttpHeaders out =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        out.add(HttpHeaderNames.HOST, settings.origin().authority());
        copy(client, out, ClientFields::mayPassUp);
        // Read here again, not only when the settings were: a token never travels in clear text.
        if (settings.token().isPresent()
                && (settings.origin().secure() || settings.origin().loopback())) {
            out.add(
                    HttpHeaderNames.AUTHORIZATION,
                    "Bearer " + settings.token().get().value());
        }
        return out;
    }

    /** The fields of an upstream's answer that may pass to the client. */
    public static HttpHeaders fromUpstream(HttpHeaders upstream) {
        HttpHeaders out =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        copy(upstream, out, HeaderRules::mayPassDown);
        return out;
    }

    private static boolean mayPassDown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !STAY_THERE.contains(lower) && !lower.startsWith("access-control-");
    }

    private static void copy(HttpHeaders from, HttpHeaders to, Predicate<String> mayPass) {
        List<String> named = from.getAll(HttpHeaderNames.CONNECTION);
        for (Map.Entry<String, String> field : from) {
            String name = field.getKey();
            if (mayPass.test(name) && (named.isEmpty() || !names(named, name))) {
                to.add(name, field.getValue());
            }
        }
    }

    private static boolean names(List<String> connectionFields, String name) {
        for (String field : connectionFields) {
            for (String option : field.split(",", -1)) {
                if (option.strip().equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
