package online.cloudtolocalllm.daemon.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Locale;

/**
 * Cross-origin permissions (the Fetch standard) for origins that {@link AccessRules} let through: the origin itself, never a
 * star. The lists are those of Ollama, so that pages written for it work here.
 */
final class Cors {

    private static final String ALLOWED_HEADERS = "Authorization,Content-Type,User-Agent,Accept,X-Requested-With,"
            + "Openai-Beta,X-Stainless-Arch,X-Stainless-Async,X-Stainless-Custom-Poll-Interval,"
            + "X-Stainless-Helper-Method,X-Stainless-Lang,X-Stainless-Os,X-Stainless-Package-Version,"
            + "X-Stainless-Poll-Helper,X-Stainless-Retry-Count,X-Stainless-Runtime,"
            + "X-Stainless-Runtime-Version,X-Stainless-Timeout";
    private static final List<String> OWN_HEADERS = List.of("X-Connection", "X-Privacy");

    private Cors() {}

    static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaderNames.ORIGIN)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    static void answerPreflight(HttpHeaders asked, HttpHeaders answer) {
        answer.set(HttpHeaderNames.ALLOW, asked.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD, ""));
        answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, allowedHeaders(asked));
        answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS");
        answer.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "43200");
        permit(answer, asked.get(HttpHeaderNames.ORIGIN, ""));
        answer.add(HttpHeaderNames.VARY, "Access-Control-Request-Method");
        answer.add(HttpHeaderNames.VARY, "Access-Control-Request-Headers");
    }

    /** Ollama's list, and the gateway's own fields for a page that asks for them. */
    private static String allowedHeaders(HttpHeaders asked) {
        String wanted =
                asked.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "").toLowerCase(Locale.ROOT);
        StringBuilder allowed = new StringBuilder(ALLOWED_HEADERS);
        for (String own : OWN_HEADERS) {
            if (wanted.contains(own.toLowerCase(Locale.ROOT))) {
                allowed.append(',').append(own);
            }
        }
        return allowed.toString();
    }

    static void permit(HttpHeaders answer, String origin) {
        answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (!answer.containsValue(HttpHeaderNames.VARY, "Origin", true)) {
            answer.add(HttpHeaderNames.VARY, "Origin");
        }
    }
}
