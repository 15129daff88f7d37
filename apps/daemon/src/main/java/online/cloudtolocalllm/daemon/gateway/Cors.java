package online.cloudtolocalllm.daemon.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Cross-origin permissions (the Fetch standard) for origins that {@link AccessRules} let through: the origin itself, never a
 * star. The lists are those of Ollama, so that pages written for it work here.
 */
final class Cors {

    private static final String ALLOWED_HEADERS = "Authorization,Content-Type,User-Agent,Accept,X-Requested-With,"
            + "Openai-Beta,X-Stainless-Arch,X-Stainless-Async,X-Stainless-Custom-Poll-Interval,"
            + "X-Stainless-Helper-Method,X-Stainless-Lang,X-Stainless-Os,X-Stainless-Package-Version,"
            + "X-Stainless-Poll-Helper,X-Stainless-Retry-Count,X-Stainless-Runtime,"
            + "X-Stainless-Runtime-Version,X-Stainless-Timeout,X-Connection,X-Privacy";

    private Cors() {}

    static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaderNames.ORIGIN)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    static void answerPreflight(HttpHeaders answer, String origin) {
        answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
        answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS");
        answer.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "43200");
        permit(answer, origin);
        answer.add(HttpHeaderNames.VARY, "Access-Control-Request-Method");
        answer.add(HttpHeaderNames.VARY, "Access-Control-Request-Headers");
    }

    static void permit(HttpHeaders answer, String origin) {
        answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (!answer.containsValue(HttpHeaderNames.VARY, "Origin", true)) {
            answer.add(HttpHeaderNames.VARY, "Origin");
        }
    }
}
