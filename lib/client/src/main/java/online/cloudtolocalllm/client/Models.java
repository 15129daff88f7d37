package online.cloudtolocalllm.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.client.ProxyCalls.HttpWish;
import online.cloudtolocalllm.client.model.Answer;
import online.cloudtolocalllm.client.model.Best;
import online.cloudtolocalllm.client.model.Model;
import online.cloudtolocalllm.client.model.ModelDetails;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.client.model.Target;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/**
 * What is asked about models and connections, as {@link UnifiedConnectionService} documents it. Thread-safe.
 *
 * @param calls what asks
 */
record Models(ProxyCalls calls) {

    DaemonStatus status() throws DaemonException {
        return DaemonLink.statusIn(calls.ask(DaemonLink.STATUS, ProxyCalls.USUAL_LIMIT));
    }

    List<Model> all() throws DaemonException {
        HttpWish wish = new HttpWish("GET", "/api/tags", Optional.empty(), Target.ANYWHERE);
        JsonObject answer = ProxyCalls.object(calls.whole(wish, ProxyCalls.USUAL_LIMIT));
        ModelPlaces places = new ModelPlaces(status().snapshot().connections());
        List<Model> models = new ArrayList<>();
        for (JsonObject entry : answer.array("models").objects()) {
            models.add(Model.read(entry, places.of(Model.name(entry))));
        }
        return List.copyOf(models);
    }

    PullRun pull(String model, Target target) throws DaemonException {
        JsonObject body = JsonObject.of("model", model, "stream", true);
        return calls.stream(HttpWish.post("/api/pull", body, target), PullRun::new);
    }

    ModelDetails show(String model) throws DaemonException {
        HttpWish wish = HttpWish.post("/api/show", JsonObject.of("model", model), Target.ANYWHERE);
        Answer answer = calls.whole(wish, ProxyCalls.USUAL_LIMIT);
        return ModelDetails.read(ProxyCalls.object(answer), answer.served());
    }

    Served delete(String model, Target target) throws DaemonException {
        HttpWish wish = new HttpWish("DELETE", "/api/delete", Optional.of(JsonObject.of("model", model)), target);
        return calls.whole(wish, ProxyCalls.USUAL_LIMIT).served();
    }

    ConnectionTest test(String connection, boolean chat) throws DaemonException {
        return ConnectionTest.read(calls.ask(ConnectionTest.command(connection, chat), ConnectionTest.LIMIT)
                .object("result"));
    }

    Optional<Best> best(String model) throws DaemonException {
        JsonObject reply = calls.ask(JsonObject.of("command", "ROUTE", "model", model), ProxyCalls.USUAL_LIMIT);
        return reply.array("stops").objects().stream()
                .findFirst()
                .map(stop -> new Best(stop.text("connection", ""), stop.text("model", model), stop.text("why", "")));
    }
}
