package online.cloudtolocalllm.broker.doctor;

import java.util.Locale;
import java.util.stream.Stream;
import online.cloudtolocalllm.broker.upstream.DialFault;
import online.cloudtolocalllm.broker.upstream.Fetch;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** From what was seen to what to do, in words. Pure. */
final class Diagnosis {

    private static final int OLLAMA_PORT = 11_434;

    private Diagnosis() {}

    /** What to do about a connection that could not be made. */
    static Advice of(ConnectionSettings settings, DialFault fault) {
        Origin origin = settings.origin();
        String host = origin.address().host();
        return switch (fault.kind()) {
            case UNKNOWN_NAME ->
                Advice.of("Check the spelling of " + host + " in api_base_url, and whether this computer is online.");
            case NOT_THIS_COMPUTER ->
                Advice.of(
                        "Write 127.0.0.1 instead of " + host + ", or mend the entry of " + host
                                + " in this computer's hosts file.",
                        new Suggestion(
                                (origin.secure() ? "https://" : "http://") + "127.0.0.1:"
                                        + origin.address().port() + origin.basePath(),
                                settings.kind()));
            case REFUSED -> Advice.of(refused(settings));
            case TIMED_OUT ->
                Advice.of("Check host and port in api_base_url, whether that computer is awake, and whether a firewall"
                        + " is in between.");
            case NO_ROUTE ->
                Advice.of("Check whether this computer is in the same network as " + host + ", or its VPN is on.");
            case CLOSED -> Advice.of("Something listens there and hangs up: check the port in api_base_url.");
            case NOT_TLS -> Advice.of("Use http:// instead of https:// if the server is meant to speak plain HTTP.");
            case EXPIRED -> Advice.of("Renew the certificate of " + host + ", or set this computer's clock right.");
            case NOT_YET_VALID -> Advice.of("Set the clock of this computer, or of " + host + ", right.");
            case WRONG_NAME ->
                Advice.of("Use the name that the certificate is for in api_base_url, or give " + host
                        + " a certificate for its own name.");
            case SELF_SIGNED, UNKNOWN_AUTHORITY ->
                Advice.of("Give " + host
                        + " a certificate from a public authority, or let the daemon trust its authority:"
                        + " start it with JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE.");
            case TLS ->
                Advice.of("The server speaks TLS, but not TLS 1.2 or 1.3 as it is used today: update it, or the web"
                        + " server in front of it.");
            case OTHER -> Advice.of("Check host and port in api_base_url.");
        };
    }

    private static String refused(ConnectionSettings settings) {
        return switch (settings.kind()) {
            case LOCAL_OLLAMA ->
                settings.origin().address().port() == OLLAMA_PORT
                        ? "Is Ollama running? Start it with \"ollama serve\"."
                        : "Is Ollama running, and on this port? Its own is 11434. Start it with \"ollama serve\".";
            case OLLAMA ->
                "Is Ollama running there, and does it listen for other computers? Start it with OLLAMA_HOST=0.0.0.0 on"
                        + " that computer, and check the port.";
            case OPENAI, CLOUD_PROXY -> "Is the server running, and on this port?";
            case DEMO -> "The demo has ended; start it with \"cloudtolocalllm demo\".";
        };
    }

    /** What to do about an answer that is not the one of such a connection. */
    static Advice of(ConnectionSettings settings, Fetch.Result.Document document) {
        int status = document.status();
        String host = settings.origin().address().host();
        return switch (status) {
            case 401, 403 ->
                Advice.of(
                        settings.token().isPresent()
                                ? "Set auth_token to a token that " + host
                                        + " accepts; this one may have expired or been"
                                        + " revoked, or belong elsewhere."
                                : host + " wants a token: set auth_token.");
            case 301, 302, 303, 307, 308 ->
                Advice.of("The server sends visitors elsewhere, which is never followed: set api_base_url to where its"
                        + " API is. A network that wants a login in the browser first does the same.");
            case 429 ->
                Advice.of("The server has had enough requests for now; try again later, or raise the limit there.");
            case 502, 503, 504 ->
                Advice.of("A server in front answers and does not reach what is behind it: look there, or try again"
                        + " later.");
            default -> {
                if (status >= 500) {
                    yield Advice.of("The server has a fault of its own; its log says more.");
                }
                yield isPage(document)
                        ? Advice.of(
                                "A web page answers instead of an API: set api_base_url to the address of the API, or"
                                        + " log in if this network wants that first.")
                        : Advice.of("The server answers, but not with " + name(settings.kind())
                                + " at this address: check port and path of api_base_url, and connection_type.");
            }
        };
    }

    /** What to do about an answer whose reason says already what is missing. */
    static Advice of(Fetch.Result.Unfit unfit) {
        return Advice.of(
                unfit.status() == 503
                        ? "Start the bridge on the computer that runs Ollama, and sign it in with the same account."
                        : "Set api_base_url to the address of the cloud's API, for example"
                                + " https://api.cloudtolocalllm.online, not of its web app.");
    }

    /** What to do when no answer came that could be read. */
    static Advice unread(Fetch.Result.Failed failed) {
        return failed.why().startsWith("no answer within")
                ? Advice.of(
                        "The server takes connections and does not answer: is it busy or stuck? Restart it if it stays"
                                + " so.")
                : Advice.of(
                        "Something answers there that is no HTTP server, or hangs up: check the port in api_base_url.");
    }

    static Advice use(ConnectionSettings now, ConnectionSettings better) {
        String url = better.origin().toString();
        Suggestion suggestion = new Suggestion(url, better.kind());
        boolean otherKind = now.kind() != better.kind();
        String found = "It answers with " + name(better.kind()) + " at " + url + ": set ";
        if (!otherKind) {
            return Advice.of(found + "api_base_url to that.", suggestion);
        }
        return now.origin().toString().equals(url)
                ? Advice.of(found + "connection_type to " + better.kind().wireName() + ".", suggestion)
                : Advice.of(
                        found + "api_base_url to that and connection_type to "
                                + better.kind().wireName() + ".",
                        suggestion);
    }

    /** What to do when the server speaks the other scheme. */
    static Advice useScheme(ConnectionSettings now, ConnectionSettings better) {
        String url = better.origin().toString();
        if (now.token().isPresent()
                && !better.origin().secure()
                && !better.origin().loopback()) {
            return Advice.of(
                    "The server speaks plain http, over which no token is sent: give it TLS, or take auth_token away"
                            + " and use " + url + ".");
        }
        return Advice.of(
                "The server speaks " + (better.origin().secure() ? "https" : "plain http") + ": set api_base_url to "
                        + url + ".",
                new Suggestion(url, now.kind()));
    }

    /** Whether the answer says, as nginx and Go servers do, that TLS was expected. */
    static boolean wantsTls(Fetch.Result.Document document) {
        String body = document.body().toLowerCase(Locale.ROOT);
        return document.status() == 400
                && (body.contains("plain http request was sent to https port")
                        || body.contains("http request to an https server"));
    }

    static boolean isPage(Fetch.Result.Document document) {
        String start = document.body()
                .substring(0, Math.min(64, document.body().length()))
                .stripLeading();
        return document.contentType().startsWith("text/html")
                || Stream.of("<!doctype", "<html").anyMatch(tag -> start.regionMatches(true, 0, tag, 0, tag.length()));
    }

    private static String name(ConnectionKind kind) {
        return switch (kind) {
            case LOCAL_OLLAMA, OLLAMA, DEMO -> "Ollama's API";
            case CLOUD_PROXY -> "the API of a CloudToLocalLLM cloud";
            case OPENAI -> "an OpenAI-compatible API";
        };
    }
}
