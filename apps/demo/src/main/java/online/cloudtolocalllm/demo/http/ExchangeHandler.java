package online.cloudtolocalllm.demo.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns an exchange of the JDK's server into an endpoint's call and its reply into bytes. An exception that leaves
 * {@link #handle} makes that server drop the connection, which is what a stream that broke must look like: closing the
 * exchange would end the stream as if it were complete. Thread-safe.
 */
final class ExchangeHandler implements HttpHandler {

    private static final int LARGEST_BODY = 4 * 1024 * 1024;

    /** How much of a refused upload is read, because a client whose upload is cut off never reads the refusal. */
    private static final int LARGEST_REFUSED_BODY = 256 * 1024 * 1024;

    private final AccessRules access;
    private final Optional<CloudPaths> cloud;
    private final Routes routes;
    private final PrintStream problems;

    ExchangeHandler(AccessRules access, Optional<CloudPaths> cloud, Routes routes, PrintStream problems) {
        this.access = access;
        this.cloud = cloud;
        this.routes = routes;
        this.problems = problems;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            write(exchange, reply(exchange));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the demo stops");
        } catch (OutOfMemoryError e) {
            // Only this request's tree was too big, and that is garbage by now; the JDK's server would leave the client
            // hanging.
            if (exchange.getResponseCode() >= 0) {
                throw new IOException("an answer needs more memory than the demo has", e);
            }
            writeWhole(exchange, Reply.json(413, "{\"error\":\"the request needs more memory than the demo has\"}"));
        } catch (RuntimeException e) {
            report(e);
            if (exchange.getResponseCode() >= 0) {
                throw e;
            }
            writeWhole(
                    exchange, Reply.json(500, "{\"error\":\"the demo has a mistake; its error output says where\"}"));
        }
    }

    /** Tells the place and not the message, which may quote what somebody asked. */
    private void report(RuntimeException mistake) {
        StackTraceElement[] trace = mistake.getStackTrace();
        String place = trace.length == 0 ? "an unknown place" : trace[0].toString();
        problems.println("error: the demo has a mistake: " + mistake.getClass().getName() + " at " + place);
    }

    private Reply reply(HttpExchange exchange) throws IOException, InterruptedException {
        Headers headers = exchange.getRequestHeaders();
        Optional<Reply> refusal =
                access.refusal(values(headers, "Host"), values(headers, "Origin"), values(headers, "Authorization"));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String asked = exchange.getRequestURI().getPath();
        Optional<String> path = cloud.isPresent() ? cloud.get().ollamaPath(asked) : Optional.of(asked);
        if (path.isEmpty()) {
            return Reply.json(404, "{\"error\":\"the demo cloud has no such path\"}");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return Reply.json(413, Map.of("Connection", "close"), "{\"error\":\"request body is larger than 4 MiB\"}");
        }
        return routes.find(exchange.getRequestMethod(), path.get()).answer(path.get(), Body.of(body));
    }

    private static List<String> values(Headers headers, String name) {
        return headers.getOrDefault(name, List.of());
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
        switch (reply) {
            case Reply.Whole whole -> writeWhole(exchange, whole);
            case Reply.Flow(String type, Reply.Script script) -> {
                exchange.getResponseHeaders().set("Content-Type", type);
                OutputStream out = exchange.getResponseBody();
                script.play(text -> {
                    if (exchange.getResponseCode() < 0) {
                        exchange.sendResponseHeaders(200, 0);
                    }
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                });
                out.close();
            }
        }
    }

    private static void writeWhole(HttpExchange exchange, Reply.Whole reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        reply.headers().forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body);
            out.flush();
            exchange.getRequestBody().skip(LARGEST_REFUSED_BODY);
        }
        exchange.close();
    }
}
