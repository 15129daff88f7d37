package online.cloudtolocalllm.daemon;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.broker.route.Explanation;
import online.cloudtolocalllm.broker.route.ModelPaths;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.Plan;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.broker.route.RouteRequest;
import online.cloudtolocalllm.daemon.gateway.GatewayPages;
import online.cloudtolocalllm.daemon.ipc.Replies;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** Answers where a request would go and why: {@code GET /_broker/route} and the command {@code ROUTE}. Thread-safe. */
final class RouteQuestions {

    private static final String USUAL_PATH = "/api/chat";

    private final Function<RouteRequest, Explanation> explain;

    RouteQuestions(Broker broker) {
        this(broker::explain);
    }

    RouteQuestions(Function<RouteRequest, Explanation> explain) {
        this.explain = explain;
    }

    /** What is wrong with a question, as a whole sentence, and its code. */
    private record Wrong(String text, String code) {}

    /** The page; its query has model, path, connection and privacy, all of them optional. */
    CompletionStage<GatewayPages.Answer> page(RequestTarget target) {
        QueryStringDecoder query = new QueryStringDecoder(target.toString());
        JsonObject.Builder asked = JsonObject.builder();
        for (String key : List.of("model", "path", "connection", "privacy")) {
            List<String> values = query.parameters().getOrDefault(key, List.of());
            asked.put(key, values.isEmpty() ? null : values.getFirst());
        }
        JsonObject answer = answer(asked.build());
        return CompletableFuture.completedFuture(
                answer.has("error")
                        ? GatewayPages.Answer.of(400, answer.without("code"))
                        : GatewayPages.Answer.of(answer));
    }

    /** The command's reply. */
    CompletionStage<JsonObject> command(JsonObject message) {
        return CompletableFuture.completedFuture(answer(message));
    }

    private JsonObject answer(JsonObject asked) {
        String path = asked.text("path", USUAL_PATH);
        String model = asked.text("model", "");
        Optional<Wrong> wrong = wrong(asked, path);
        if (wrong.isPresent()) {
            return Replies.error(wrong.get().text(), wrong.get().code());
        }
        PathKind kind = kind(path);
        RouteRequest request = new RouteRequest(
                kind,
                path,
                asked.text("connection").map(ConnectionId::new),
                Privacy.ofHeader(asked.text("privacy", "any")).orElseThrow());
        if (!ModelPaths.chosenByModel(kind, path)) {
            request = request.withBody(RouteRequest.Body.PASSING);
        } else if (!model.isEmpty()) {
            request = request.withModel(model);
        }
        return json(path, model, explain.apply(request));
    }

    /** The kind of the request that usually goes to the path. */
    private static PathKind kind(String path) {
        PathKind posted = PathKind.of("POST", path);
        return posted == PathKind.OTHER && (path.equals("/v1/models") || path.startsWith("/v1/models/"))
                ? PathKind.READ
                : posted;
    }

    private static Optional<Wrong> wrong(JsonObject asked, String path) {
        if (RequestTarget.read(path) instanceof RequestTarget.Reading.Refused(String why)) {
            return Optional.of(new Wrong("The path " + why + ".", "bad_path"));
        }
        Optional<String> connection = asked.text("connection");
        if (connection.isPresent() && !ConnectionId.isValid(connection.get())) {
            return Optional.of(new Wrong("No connection has that name.", "unknown_connection"));
        }
        return Privacy.ofHeader(asked.text("privacy", "any")).isPresent()
                ? Optional.empty()
                : Optional.of(new Wrong("The privacy must be local, lan or any.", "bad_request"));
    }

    private static JsonObject json(String path, String model, Explanation explanation) {
        List<JsonObject> stops = explanation.stops().stream()
                .map(step -> JsonObject.builder()
                        .put("connection", step.stop().connection().id().name())
                        .put("model", step.stop().model().orElse(model))
                        .put("why", step.why())
                        .build())
                .toList();
        List<JsonObject> leftOut = explanation.leftOut().stream()
                .map(out -> JsonObject.of("connection", out.connection().name(), "why", out.why()))
                .toList();
        return JsonObject.builder()
                .put("path", path)
                .put("model", model)
                .put("stops", stops)
                .put("left_out", leftOut)
                .put(
                        "refusal",
                        explanation
                                .refusal()
                                .<JsonValue>map(RouteQuestions::json)
                                .orElse(JsonNull.NULL))
                .build();
    }

    private static JsonObject json(Plan.Nowhere refusal) {
        return JsonObject.of("status", refusal.status(), "message", refusal.reason());
    }
}
